import { createHash } from 'node:crypto';
import { text } from '@heed/schema';
import { outcomeWord } from './choice-words.ts';
import { answerIn, chatOrText, isConversation, promptIn } from './conversation.ts';
import {
  type About,
  BadRecord,
  byTask,
  type Feedback,
  type FeedbackFormat,
  type Fields,
  isObject,
  objectsIn,
  textIn,
} from './feedback.ts';

/** Names that questions get in what is written; any name is read, except for the last three. */
const QUESTION = {
  ...{ pair: 'preference', ranking: 'ranking', rating: 'rating', verdict: 'verdict' },
  ...{ strength: 'strength', critique: 'critique', edit: 'edit' },
} as const;

interface Shown {
  prompt: string;
  answers: Map<string, string>;
}

/** The prompt is the field of that name or else the first one; all others are answers. A chat is a field of messages. */
function fieldsOf(fields: Fields): Shown {
  const entries = Object.entries(fields).filter(
    ([, value]) => typeof value === 'string' || isConversation(value),
  );
  const prompt = entries.find(([name]) => /^(prompt|instruction|question|input)$/i.test(name)) ?? entries[0];
  if (!prompt) throw new BadRecord('has no text in "fields"', '的“fields”中没有文本');
  const answers = entries.filter(([name]) => name !== prompt[0]);
  return {
    prompt: promptIn(prompt[1], prompt[0]),
    answers: new Map(answers.map(([name, value]) => [name, answerIn(value, name)])),
  };
}

/** Answers in the order of a ranking question: values with a rank, or values best first. */
function groupsOf(value: unknown[], answers: ReadonlyMap<string, string>): string[][] {
  const ranked = value.map((one, place) =>
    isObject(one)
      ? { name: String(one.value), rank: Number(one.rank ?? place + 1) }
      : { name: String(one), rank: place + 1 },
  );
  const byRank = Map.groupBy(ranked, ({ rank }) => rank);
  return [...byRank.keys()]
    .sort((a, b) => a - b)
    .map((rank) => (byRank.get(rank) ?? []).map(({ name }) => answerOf(name, answers)));
}

function answerOf(name: string, answers: ReadonlyMap<string, string>): string {
  const found = answers.get(name);
  if (found !== undefined) return found;
  const known = [...answers.keys()].map((one) => `"${one}"`).join(', ');
  throw new BadRecord(
    `has the answer "${name}" in a response, but the fields ${known}`,
    `的回复中提到“${name}”，但字段只有 ${known}`,
  );
}

/** One response to one question. */
interface Response {
  question: string;
  value: unknown;
  user: string;
}

function responsesIn(responses: unknown): Response[] {
  return Object.entries(isObject(responses) ? responses : {}).flatMap(([question, given]) =>
    objectsIn(given)
      .filter(({ status }) => status === undefined || status === null || status === 'submitted')
      .map(({ value, user_id: user }) => ({ question, value, user: String(user ?? '') })),
  );
}

/** What one user's response says; nothing where it is a remark on another one. */
function said({ question, value }: Response, about: About, { answers }: Shown): Feedback[] {
  if (Array.isArray(value)) {
    const names = new Set(answers.keys());
    const isOfAnswers = value.every((one) => isObject(one) || names.has(String(one)));
    // a multiple choice of labels is no order of answers
    if (!isOfAnswers && !value.some((one) => names.has(String(one)))) return [];
    return [{ said: 'ranking', ...about, groups: groupsOf(value, answers) }];
  }
  const [completion = '', second = ''] = answers.values();
  if (typeof value === 'number' && answers.size === 1 && question !== QUESTION.strength)
    return [{ said: 'rating', ...about, completion, rating: value }];
  if (typeof value !== 'string') return [];
  if (answers.size === 1 && question === QUESTION.edit) return [{ said: 'edit', ...about, completion }];
  if (answers.size === 1 && question === QUESTION.verdict && value === 'keep')
    return [{ said: 'edit', ...about, completion }];
  if (answers.size === 2 && answers.has(value)) {
    const rejected = value === [...answers.keys()][0] ? second : completion;
    return [{ said: 'pair', ...about, strength: 1, chosen: answerOf(value, answers), rejected }];
  }
  const outcome =
    question === QUESTION.pair || question === QUESTION.verdict ? outcomeWord(value) : undefined;
  if (outcome === undefined) return [];
  if (outcome === 'tie' && answers.size === 2)
    return [{ said: 'pair', ...about, strength: 0.5, chosen: completion, rejected: second }];
  return outcome === 'tie' ? [] : [undecidedOf(outcome, about, answers, question)];
}

function undecidedOf(
  outcome: 'both-bad' | 'cannot-judge' | 'skipped',
  about: About,
  answers: ReadonlyMap<string, string>,
  question: string,
): Feedback {
  const many = question === QUESTION.verdict ? 'ranking' : 'pairwise';
  const form = answers.size === 1 ? 'rating' : many;
  return { said: 'undecided', ...about, outcome, form, answers: [...answers.values()] };
}

/** What one user said in all questions of a record. */
function saidByUser(responses: readonly Response[], labeler: string, shown: Shown): Feedback[] {
  const given = (question: string) => responses.find((one) => one.question === question)?.value;
  const [critique, edit] = [textIn(given(QUESTION.critique)), textIn(given(QUESTION.edit))];
  const about: About = {
    ...{ prompt: shown.prompt, labeler, shown: [...shown.answers.values()] },
    ...(critique !== undefined && { critique }),
    ...(edit !== undefined && { edit }),
  };
  const strength = given(QUESTION.strength);
  return responses
    .flatMap((one) => said(one, about, shown))
    .map((one) => {
      const isDegree = strength === 1 || strength === 2 || strength === 3;
      return one.said === 'pair' && one.strength === 1 && isDegree ? { ...one, margin: strength } : one;
    });
}

/** Argilla's records as `Record.to_dict` gives them: fields, and responses by question. */
const argilla: FeedbackFormat = {
  format: 'argilla',
  title: text('Argilla', 'Argilla'),
  isList: true,
  fits: ({ fields, responses }) => isObject(fields) && (isObject(responses) || Array.isArray(responses)),
  read({ fields, responses, metadata }) {
    if (!isObject(fields)) throw new BadRecord('has no object in "fields"', '的“fields”不是对象');
    const shown = fieldsOf(fields);
    const names = namesIn(metadata);
    const byUser = Map.groupBy(responsesIn(responses), ({ user }) => user);
    return [...byUser].flatMap(([user, given]) => saidByUser(given, names.get(user) ?? user, shown));
  },
  write: (feedback) => byTask(feedback).map(recordOf),
  keeps: [
    ...(['ties', 'tiedRanks', 'bothBad', 'undecided', 'ratings', 'exactRatings', 'unedited'] as const),
    ...(['strength', 'critiques', 'edits', 'labelers'] as const),
  ],
};

/** Users are known by a UUID; the same name has the same one in every file. */
function userOf(name: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) return name;
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Pseudonyms by user, which `recordOf` left in a record's metadata. */
function namesIn(metadata: unknown): Map<string, string> {
  const written = isObject(metadata) ? metadata.labelers : undefined;
  if (typeof written !== 'string') return new Map();
  try {
    const names: unknown = JSON.parse(written);
    return new Map(Object.entries(isObject(names) ? names : {}).map(([user, name]) => [user, String(name)]));
  } catch {
    return new Map();
  }
}

/** One record for each task, with the responses of all who judged it. */
function recordOf({ answers, said: statements }: ReturnType<typeof byTask>[number]): Fields {
  const places = new Map(answers.map((answer, place) => [answer, `response_${place + 1}`]));
  const responses: Fields[] = [];
  for (const one of statements)
    for (const [question, value] of valuesOf(one, (answer) => places.get(answer) ?? ''))
      responses.push({ question, value, user_id: userOf(one.labeler ?? ''), status: 'submitted' });
  const labelers = statements.map(({ labeler }) => [userOf(labeler ?? ''), labeler ?? '']);
  const fields = answers.map((answer, place) => [`response_${place + 1}`, answer]);
  return {
    fields: { prompt: chatOrText(statements[0]?.prompt ?? ''), ...Object.fromEntries(fields) },
    metadata: { labelers: JSON.stringify(Object.fromEntries(labelers)) },
    suggestions: {},
    responses: Object.fromEntries(
      [...Map.groupBy(responses, ({ question }) => String(question))].map(([question, given]) => [
        question,
        given.map(({ question: _, ...response }) => response),
      ]),
    ),
  };
}

/** The values of the questions that one statement answers. */
function valuesOf(one: Feedback, nameOf: (answer: string) => string): [question: string, value: unknown][] {
  const remarks: [string, unknown][] = [];
  if (one.said === 'pair' && one.margin) remarks.push([QUESTION.strength, one.margin]);
  if (one.critique !== undefined) remarks.push([QUESTION.critique, one.critique]);
  if (one.edit !== undefined) remarks.push([QUESTION.edit, one.edit]);
  if (one.said === 'pair')
    return [[QUESTION.pair, one.strength > 0.5 ? nameOf(one.chosen) : 'tie'], ...remarks];
  if (one.said === 'rating') return [[QUESTION.rating, one.rating], ...remarks];
  if (one.said === 'ranking') return [[QUESTION.ranking, ranksOf(one.groups, nameOf)], ...remarks];
  if (one.said === 'edit') return one.edit === undefined ? [[QUESTION.verdict, 'keep'], ...remarks] : remarks;
  // a response needs a value, and to skip is to give none
  if (one.outcome === 'skipped') return [];
  return [[one.form === 'pairwise' ? QUESTION.pair : QUESTION.verdict, one.outcome], ...remarks];
}

/** Equals have the same rank, and those after them the rank that their number gives. */
function ranksOf(groups: readonly string[][], nameOf: (answer: string) => string): Fields[] {
  let rank = 1;
  return groups.flatMap((group) => {
    const ranked = group.map((answer) => ({ value: nameOf(answer), rank }));
    rank += group.length;
    return ranked;
  });
}

export default argilla;
