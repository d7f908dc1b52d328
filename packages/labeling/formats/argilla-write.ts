import { createHash } from 'node:crypto';
import { chatOrText } from './conversation.ts';
import { byTask, type Feedback, type Fields } from './feedback.ts';

/** Names that questions get in what is written; any name is read, except for the last three. */
export const QUESTION = {
  ...{ pair: 'preference', ranking: 'ranking', rating: 'rating', verdict: 'verdict' },
  ...{ strength: 'strength', critique: 'critique', edit: 'edit' },
} as const;

/** Records as `Record.to_dict` gives them, one for each task. */
export function writeRecords(feedback: readonly Feedback[]): Fields[] {
  return byTask(feedback).map(recordOf);
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
