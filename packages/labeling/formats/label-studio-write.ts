import { chatOrText } from './conversation.ts';
import { byTask, type Feedback, type Fields } from './feedback.ts';

/** Names of the controls in what is written. */
export const CONTROL = {
  ...{ pair: 'preference', verdict: 'verdict', rating: 'rating', ranking: 'ranking' },
  ...{ strength: 'strength', critique: 'critique', edit: 'edit' },
  /** The choice that an answer is good as it is. */
  keep: 'keep',
} as const;

/** Tasks as Label Studio's JSON export has them: one for the same answers to the same prompt, with all annotations. */
export function writeTasks(feedback: readonly Feedback[]): Fields[] {
  let annotations = 0;
  return byTask(feedback).map(({ form, answers, said }, index) => {
    const names = answers.map((_, place) => (form === 'ranking' ? `a${place + 1}` : `answer${place + 1}`));
    const data =
      form === 'ranking'
        ? { answers: answers.map((body, place) => ({ id: names[place], body })) }
        : Object.fromEntries(answers.map((answer, place) => [names[place], answer]));
    const task = { answers, names };
    return {
      id: index + 1,
      data: { prompt: chatOrText(said[0]?.prompt ?? ''), ...data },
      annotations: said.map((one) => annotationOf(one, ++annotations, task)),
    };
  });
}

interface Task {
  answers: readonly string[];
  names: readonly string[];
}

function annotationOf(one: Feedback, id: number, task: Task): Fields {
  const to = task.names.join(',');
  const regions = resultsOf(one, task).map(([type, from, value], place) => {
    return { id: `r${id}-${place + 1}`, type, from_name: from, to_name: to, value };
  });
  return {
    id,
    ...(one.labeler !== null && { completed_by: { email: one.labeler } }),
    was_cancelled: one.said === 'undecided' && one.outcome === 'skipped',
    ground_truth: one.isRight === true,
    ...(one.timeMs !== undefined && { lead_time: one.timeMs / 1000 }),
    ...(one.at !== undefined && { created_at: new Date(one.at).toISOString() }),
    result: regions,
  };
}

type Region = [type: string, from: string, value: Fields];

function resultsOf(one: Feedback, { answers, names }: Task): Region[] {
  const remarks: Region[] = [];
  if (one.said === 'pair' && one.margin) remarks.push(['rating', CONTROL.strength, { rating: one.margin }]);
  if (one.critique !== undefined) remarks.push(['textarea', CONTROL.critique, { text: [one.critique] }]);
  if (one.edit !== undefined) remarks.push(['textarea', CONTROL.edit, { text: [one.edit] }]);
  const verdict = (word: string): Region => ['choices', CONTROL.verdict, { choices: [word] }];
  if (one.said === 'pair') {
    if (one.strength <= 0.5) return [verdict('tie'), ...remarks];
    const selected = one.chosen === answers[0] ? 'left' : 'right';
    return [['pairwise', CONTROL.pair, { selected }], ...remarks];
  }
  if (one.said === 'rating') return [['rating', CONTROL.rating, { rating: one.rating }], ...remarks];
  if (one.said === 'ranking') {
    const ids = one.groups.flat().map((answer) => names[answers.indexOf(answer)]);
    return [['ranker', CONTROL.ranking, { ranker: { _: ids } }], ...remarks];
  }
  if (one.said === 'edit') return one.edit === undefined ? [verdict(CONTROL.keep), ...remarks] : remarks;
  return one.outcome === 'skipped' ? remarks : [verdict(one.outcome), ...remarks];
}
