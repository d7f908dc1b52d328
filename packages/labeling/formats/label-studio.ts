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

/** The prompt is the datum of that name or else the first text; the other texts are answers, in their order. */
function shownIn(data: Fields): { prompt: string; answers: string[]; names: string[] } {
  const entries = Object.entries(data).filter(([, value]) => typeof value === 'string');
  const prompt = entries.find(([name]) => /^(prompt|instruction|question)$/i.test(name)) ?? entries[0];
  if (!prompt) throw new BadRecord('has no text in "data"', '的“data”中没有文本');
  const answers = entries.filter(([name]) => name !== prompt[0]);
  return {
    prompt: textOf(prompt[1], prompt[0]),
    answers: answers.map(([name, value]) => textOf(value, name)),
    names: answers.map(([name]) => name),
  };
}

/** Who annotated: an address, a user's number, or nobody known. */
function labelerOf(by: unknown): string | null {
  const who = isObject(by) ? (by.email ?? by.id) : by;
  return who === undefined || who === null ? null : String(who);
}

/** Identifiers of a ranker: the answers' data names, or `answers` items by id. */
function rankedTexts(ranking: unknown, shown: ReturnType<typeof shownIn>, data: Fields): string[] {
  const items = new Map(objectsIn(data.answers).map((item) => [String(item.id), item.body ?? item.text]));
  const ids = isObject(ranking) ? Object.values(ranking).flat() : Array.isArray(ranking) ? ranking : [];
  return ids.map((id) => {
    const place = shown.names.indexOf(String(id));
    return textOf(place >= 0 ? shown.answers[place] : items.get(String(id)), `${id}`);
  });
}

function said(result: Fields, labeler: string | null, data: Fields): Feedback[] {
  const value = isObject(result.value) ? result.value : {};
  const shown = shownIn(data);
  const about = { prompt: shown.prompt, labeler };
  const [left, right] = shown.answers;
  if (result.type === 'pairwise' && left !== undefined && right !== undefined) {
    const pair = (chosen: string, rejected: string, strength: number): Feedback[] => [
      { said: 'pair', ...about, chosen, rejected, strength },
    ];
    if (value.selected === 'left') return pair(left, right, 1);
    if (value.selected === 'right') return pair(right, left, 1);
    return pair(left, right, 0.5);
  }
  if (result.type === 'rating' && typeof value.rating === 'number' && left !== undefined)
    return [{ said: 'rating', ...about, completion: left, rating: value.rating }];
  if (result.type === 'ranker') {
    const groups = rankedTexts(value.ranker ?? value.items, shown, data).map((answer) => [answer]);
    return groups.length > 1 ? [{ said: 'ranking', ...about, groups }] : [];
  }
  return [];
}

/** Label Studio's JSON export: tasks with their data and annotations. Cancelled annotations were skipped. */
const labelStudio: FeedbackFormat = {
  format: 'label-studio',
  title: text('Label Studio', 'Label Studio'),
  isList: true,
  fits: ({ data, annotations }) => isObject(data) && Array.isArray(annotations),
  read({ data, annotations }) {
    if (!isObject(data)) throw new BadRecord('has no object in "data"', '的“data”不是对象');
    return objectsIn(annotations)
      .filter((one) => one.was_cancelled !== true)
      .flatMap((one) =>
        objectsIn(one.result).flatMap((result) => said(result, labelerOf(one.completed_by), data)),
      );
  },
  write: (feedback) => feedback.flatMap((one, n) => taskOf(one, n + 1)),
};

/** A task with one annotation. */
function taskOf(one: Feedback, id: number): Fields[] {
  const make = (answers: Fields, result: Fields): Fields[] => [
    {
      id,
      data: { prompt: one.prompt, ...answers },
      annotations: [
        { id, completed_by: one.labeler, was_cancelled: false, ground_truth: false, result: [result] },
      ],
    },
  ];
  if (one.said === 'pair')
    return make(
      { answer1: one.chosen, answer2: one.rejected },
      {
        ...{ type: 'pairwise', from_name: 'choice', to_name: 'answer1,answer2' },
        value: { selected: one.strength > 0.5 ? 'left' : 'none' },
      },
    );
  if (one.said === 'rating')
    return make(
      { answer: one.completion },
      { type: 'rating', from_name: 'rating', to_name: 'answer', value: { rating: one.rating } },
    );
  const answers = one.groups.flat().map((body, n) => ({ id: `a${n + 1}`, body }));
  return make(
    { answers },
    {
      ...{ type: 'ranker', from_name: 'ranking', to_name: 'answers' },
      value: { ranker: { _: answers.map((answer) => answer.id) } },
    },
  );
}

export default labelStudio;
