import { text } from '@heed/schema';
import {
  BadRecord,
  type Feedback,
  type FeedbackFormat,
  type Fields,
  isObject,
  objectsIn,
  textOf,
} from './feedback.ts';

/** Names that questions get in what is written; any name is read. */
const QUESTION = { pair: 'preference', ranking: 'ranking', rating: 'rating' } as const;

/** The prompt is the field of that name or else the first one; all others are answers. */
function fieldsOf(fields: Fields): { prompt: string; answers: Map<string, string> } {
  const entries = Object.entries(fields).filter(([, value]) => typeof value === 'string');
  const prompt = entries.find(([name]) => /^(prompt|instruction|question|input)$/i.test(name)) ?? entries[0];
  if (!prompt) throw new BadRecord('has no text in "fields"', '的“fields”中没有文本');
  const answers = entries.filter(([name]) => name !== prompt[0]);
  return {
    prompt: textOf(prompt[1], prompt[0]),
    answers: new Map(answers.map(([name, value]) => [name, textOf(value, name)])),
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

function said(value: unknown, labeler: string, { prompt, answers }: ReturnType<typeof fieldsOf>): Feedback[] {
  const about = { prompt, labeler };
  if (Array.isArray(value)) return [{ said: 'ranking', ...about, groups: groupsOf(value, answers) }];
  if (typeof value === 'number' && answers.size === 1) {
    const [completion] = answers.values();
    return [{ said: 'rating', ...about, completion: completion as string, rating: value }];
  }
  if (typeof value !== 'string' || answers.size !== 2) return [];
  if (!answers.has(value)) return [];
  const [chosen, rejected] = [value, [...answers.keys()].find((name) => name !== value) as string];
  const pair = { chosen: answerOf(chosen, answers), rejected: answerOf(rejected, answers) };
  return [{ said: 'pair', ...about, strength: 1, ...pair }];
}

/** Argilla's records as `Record.to_dict` gives them: fields, and responses by question. */
const argilla: FeedbackFormat = {
  format: 'argilla',
  title: text('Argilla', 'Argilla'),
  isList: true,
  fits: ({ fields, responses }) => isObject(fields) && (isObject(responses) || Array.isArray(responses)),
  read({ fields, responses }) {
    if (!isObject(fields)) throw new BadRecord('has no object in "fields"', '的“fields”不是对象');
    const shown = fieldsOf(fields);
    const given = Object.values(isObject(responses) ? responses : {}).flatMap(objectsIn);
    return given
      .filter(({ status }) => status === undefined || status === null || status === 'submitted')
      .flatMap(({ value, user_id: user }) => said(value, String(user ?? ''), shown));
  },
  write: (feedback) => feedback.map(recordOf),
};

/** One record for each statement. A tie is a ranking of equals, which a choice cannot say. */
function recordOf(one: Feedback): Fields {
  const respond = (value: unknown, question: string) => ({
    [question]: [{ value, user_id: one.labeler ?? '', status: 'submitted' }],
  });
  const record = (answers: readonly string[], value: unknown, question: string) => {
    const names = answers.map((answer, n) => [`response_${n + 1}`, answer]);
    return {
      fields: { prompt: one.prompt, ...Object.fromEntries(names) },
      metadata: {},
      suggestions: {},
      responses: respond(value, question),
    };
  };
  if (one.said === 'rating') return record([one.completion], one.rating, QUESTION.rating);
  if (one.said === 'pair' && one.strength > 0.5)
    return record([one.chosen, one.rejected], 'response_1', QUESTION.pair);
  const groups = one.said === 'ranking' ? one.groups : [[one.chosen, one.rejected]];
  let rank = 1;
  let place = 0;
  const value = groups.flatMap((group) => {
    const ranked = group.map(() => ({ value: `response_${++place}`, rank }));
    rank += group.length;
    return ranked;
  });
  return record(groups.flat(), value, QUESTION.ranking);
}

export default argilla;
