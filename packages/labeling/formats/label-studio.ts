import { text } from '@heed/schema';
import { outcomeWord, placeWord } from './choice-words.ts';
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
  textOf,
} from './feedback.ts';
import { CONTROL, writeTasks } from './label-studio-write.ts';

interface Shown {
  prompt: string;
  answers: string[];
  /** The names of the answers in the task's data, or the ids of its list. */
  names: string[];
  isList: boolean;
}

/**
 * The prompt is the datum of that name or else the first text; the answers are the other texts in their order, or the
 * items of a list. A chat is a list of messages.
 */
function shownIn(data: Fields): Shown {
  const entries = Object.entries(data).filter(
    ([, value]) => typeof value === 'string' || isConversation(value),
  );
  const prompt = entries.find(([name]) => /^(prompt|instruction|question)$/i.test(name)) ?? entries[0];
  if (!prompt) throw new BadRecord('has no text in "data"', '的“data”中没有文本');
  const [list] = Object.values(data).filter((value) => objectsIn(value).some(({ id }) => id !== undefined));
  const items = objectsIn(list).map((item) => ({
    name: String(item.id),
    text: item.body ?? item.text ?? item.html,
  }));
  const texts = entries.filter(([name]) => name !== prompt[0]).map(([name, text]) => ({ name, text }));
  const answers = items.length > 0 ? items : texts;
  return {
    prompt: promptIn(prompt[1], prompt[0]),
    answers: answers.map(({ name, text }) => answerIn(text, name)),
    names: answers.map(({ name }) => name),
    isList: items.length > 0,
  };
}

/** Who annotated: an address, a user's number, or nobody known. */
function labelerOf(by: unknown): string | null {
  const who = isObject(by) ? (by.email ?? by.id) : by;
  return who === undefined || who === null || who === '' ? null : String(who);
}

function rankedTexts(ranking: unknown, { names, answers }: Shown): string[][] {
  const buckets = isObject(ranking) ? Object.values(ranking) : Array.isArray(ranking) ? [ranking] : [];
  return buckets.flat().map((id) => {
    const place = names.indexOf(String(id));
    return [textOf(answers[place], `${id}`)];
  });
}

/** What is known of an annotation beside its regions. */
function aboutOf(annotation: Fields, shown: Shown, results: readonly Fields[]): About {
  const seconds = Number(annotation.lead_time ?? Number.NaN);
  const at = Date.parse(String(annotation.created_at ?? ''));
  const [critique, edit] = [remark(results, false), remark(results, true)];
  return {
    ...{ prompt: shown.prompt, labeler: labelerOf(annotation.completed_by), shown: shown.answers },
    ...(seconds >= 0 && { timeMs: Math.round(seconds * 1000) }),
    ...(Number.isFinite(at) && at >= 0 && { at }),
    ...(annotation.ground_truth === true && { isRight: true as const }),
    ...(critique !== undefined && { critique }),
    ...(edit !== undefined && { edit }),
  };
}

/** What stands in text areas: edits in those that are named so, critiques in all others. */
function remark(results: readonly Fields[], isEdit: boolean): string | undefined {
  const areas = results.filter(({ type, from_name: name }) => {
    return type === 'textarea' && /edit|improv|correct|rewrit/i.test(String(name)) === isEdit;
  });
  return textIn(areas.flatMap(({ value }) => (isObject(value) ? value.text : [])));
}

/** What one region of an annotation says; nothing where it is a remark on another one. */
function said(result: Fields, about: About, shown: Shown): Feedback[] {
  const value = isObject(result.value) ? result.value : {};
  const pair = (place: 0 | 1 | undefined): Feedback[] => {
    const [left, right] = shown.answers;
    if (shown.answers.length !== 2 || left === undefined || right === undefined) return [];
    if (place === undefined)
      return [{ said: 'pair', ...about, chosen: left, rejected: right, strength: 0.5 }];
    const [chosen, rejected] = place === 0 ? [left, right] : [right, left];
    return [{ said: 'pair', ...about, chosen, rejected, strength: 1 }];
  };
  if (result.type === 'pairwise') return pair(placeWord(String(value.selected)));
  if (result.type === 'choices') return choice([value.choices].flat().map(String), about, shown, pair);
  if (result.type === 'rating' || result.type === 'number') {
    const number = value.rating ?? value.number;
    if (typeof number !== 'number' || result.from_name === CONTROL.strength) return [];
    return [{ said: 'rating', ...about, completion: ratedAnswer(result, shown), rating: number }];
  }
  if (result.type === 'ranker') {
    const groups = rankedTexts(value.ranker ?? value.items, shown);
    return groups.length > 1 ? [{ said: 'ranking', ...about, groups }] : [];
  }
  return [];
}

/** The answer that a number is about: the only one, or the one whose name the control says. */
function ratedAnswer({ to_name: to, from_name: from }: Fields, { answers, names }: Shown): string {
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return only;
  const place = names.findIndex((name) => [to, from].some((one) => String(one).split(',').includes(name)));
  const found = answers[place];
  if (found !== undefined) return found;
  throw new BadRecord(
    `has a rating by "${from}", but does not tell which of its answers ${names.join(', ')} it is about`,
    `的评分“${from}”没有说明针对哪个回答（${names.join('、')}）`,
  );
}

function choice(
  chosen: readonly string[],
  about: About,
  { answers, names }: Shown,
  pair: (place: 0 | 1 | undefined) => Feedback[],
): Feedback[] {
  const [word] = chosen;
  if (word === undefined || chosen.length > 1) return [];
  const outcome = outcomeWord(word);
  if (outcome === 'tie') return pair(undefined);
  if (outcome) {
    const form = answers.length === 2 ? 'pairwise' : answers.length === 1 ? 'rating' : 'ranking';
    return [{ said: 'undecided', ...about, outcome, form, answers }];
  }
  const [completion] = answers;
  if (answers.length === 1 && completion !== undefined && word === CONTROL.keep)
    return [{ said: 'edit', ...about, completion }];
  const named = names.indexOf(word);
  const place = named === 0 || named === 1 ? named : placeWord(word);
  return place === undefined ? [] : pair(place);
}

/** What an annotation says in all its regions; a cancelled one was skipped. */
function saidBy(annotation: Fields, shown: Shown): Feedback[] {
  const results = objectsIn(annotation.result);
  const about = aboutOf(annotation, shown, results);
  const { answers, isList } = shown;
  const form = isList ? 'ranking' : answers.length === 1 ? 'rating' : 'pairwise';
  if (annotation.was_cancelled === true)
    return [{ said: 'undecided', ...about, outcome: 'skipped', form, answers }];
  const given = results.flatMap((result) => said(result, about, shown));
  const margin = results.find(({ from_name: name }) => name === CONTROL.strength)?.value;
  const degree = isObject(margin) ? margin.rating : undefined;
  if (degree === 1 || degree === 2 || degree === 3)
    return given.map((one) => (one.said === 'pair' && one.strength === 1 ? { ...one, margin: degree } : one));
  const [completion] = answers;
  if (given.length === 0 && about.edit !== undefined && answers.length === 1 && completion !== undefined)
    return [{ said: 'edit', ...about, completion }];
  return given;
}

/** Label Studio's JSON export: tasks with their data and annotations. */
const labelStudio: FeedbackFormat = {
  format: 'label-studio',
  title: text('Label Studio', 'Label Studio'),
  isList: true,
  fits: ({ data, annotations }) => isObject(data) && Array.isArray(annotations),
  read({ data, annotations }) {
    if (!isObject(data)) throw new BadRecord('has no object in "data"', '的“data”不是对象');
    const given = objectsIn(annotations);
    if (given.length === 0) return [];
    const shown = shownIn(data);
    return given.flatMap((annotation) => saidBy(annotation, shown));
  },
  write: writeTasks,
  keeps: [
    ...(['ties', 'bothBad', 'undecided', 'skipped', 'ratings', 'exactRatings', 'unedited'] as const),
    ...(['strength', 'critiques', 'edits', 'labelers', 'times', 'moments'] as const),
  ],
};

export default labelStudio;
