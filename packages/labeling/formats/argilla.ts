import { text } from '@heed/schema';
import { QUESTION, writeRecords } from './argilla-write.ts';
import { outcomeWord } from './choice-words.ts';
import { answerIn, isConversation, promptIn } from './conversation.ts';
import {
  type About,
  BadRecord,
  type Feedback,
  type FeedbackFormat,
  type Fields,
  isObject,
  objectsIn,
  textIn,
} from './feedback.ts';

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
  write: writeRecords,
  keeps: [
    ...(['ties', 'tiedRanks', 'bothBad', 'undecided', 'ratings', 'exactRatings', 'unedited'] as const),
    ...(['strength', 'critiques', 'edits', 'labelers'] as const),
  ],
};

/** Pseudonyms by user, which the writing left in a record's metadata. */
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

export default argilla;
