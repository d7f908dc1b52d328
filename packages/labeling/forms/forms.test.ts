import type { LabelingTask, Modality, Outcome } from '@heed/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type LabelingCandidate, type LabelingForm, settingsOf, type TaskRandom } from '../contract/form.ts';
import { type Policy, policySchema } from '../contract/policy.ts';
import { judgedOf, shownOf } from '../contract/row.ts';
import { personJudgement } from '../testing.ts';
import { formOf, forms } from './index.ts';

/** A stream that leaves everything in its order. */
const unshuffled: TaskRandom = { shuffle: (items) => [...items], fork: () => unshuffled };

const candidates = (texts: string[], promptId = 'p'): LabelingCandidate[] =>
  texts.map((text, place) => ({
    ...{ id: `${promptId}-${place}`, text, model: null },
    ...{ promptId, prompt: `Prompt ${promptId}`, language: 'en' },
  }));

function firstTask(form: LabelingForm): LabelingTask {
  const settings = form.settings.parse({});
  const [task] = form.tasks(candidates(['one', 'two', 'three', 'four']), settings, unshuffled).tasks;
  if (!task) throw new Error(`No task of the form ${form.form}.`);
  return { taskId: 't', ...task };
}

/** An answer that each form takes, with candidates by name. */
const answers: Record<string, (names: readonly string[]) => unknown> = {
  pairwise: ([first]) => ({ chosen: first, strength: 2, critique: 'Kinder.' }),
  ranking: ([first, ...others]) => ({ groups: [others, [first]] }),
  rating: () => ({ rating: 4, critique: 'Nearly.' }),
  questionnaire: (names) => ({
    each: Object.fromEntries(names.map((name) => [name, { helpful: 4, harm: 'no' }])),
    overall: { remarks: 'None.' },
  }),
  dialogue: ([first]) => ({ chosen: first, strength: 3, critique: 'It listens.' }),
  edit: () => ({ edit: 'A better one.', critique: 'Too short.' }),
};

describe.each(forms.map((form) => [form.form, form as LabelingForm] as const))(
  'the form %s',
  (name, form) => {
    const settings = form.settings.parse({});
    const task = firstTask(form);
    const ids = task.candidates.map(({ id }) => id);
    const slots = ids.map((_, place) => `c${place + 1}`);
    const answer = (names: readonly string[]) => ({
      outcome: 'answered' as Outcome,
      value: answers[name]?.(names),
    });

    it('lies in the folder of its name, and its schemas can be told as JSON Schema', () => {
      expect(formOf(name)).toBe(form);
      expect(z.toJSONSchema(form.value)).toMatchObject({ type: 'object' });
      expect(z.toJSONSchema(form.settings, { io: 'input' })).toMatchObject({ type: 'object' });
    });

    it('takes its own answer, and says in both languages what an empty one lacks', () => {
      const value = form.value.parse(answers[name]?.(slots));
      expect(form.check({ outcome: 'answered', value }, slots, settings)).toBeUndefined();
      const missing = form.check({ outcome: 'answered', value: {} }, slots, settings);
      expect(missing?.en).toMatch(/\.$/);
      expect(missing?.zh).toMatch(/\u3002$/);
      expect(form.check({ outcome: 'cannot-judge', value: {} }, slots, settings)).toBeUndefined();
      expect(form.value.safeParse({ unknown: 1 }).success).toBe(false);
    });

    it('means the same in whatever order the candidates were shown', () => {
      const meant = answer(ids);
      const asStored = (order: readonly string[]) => {
        const slotOf = (id: string) => `c${order.indexOf(id) + 1}`;
        const idOf = (slot: string) => order[Number(slot.slice(1)) - 1] ?? '';
        const inBrowser = form.rename(form.value.parse(meant.value), slotOf);
        return { outcome: meant.outcome, value: form.rename(form.value.parse(inBrowser), idOf) };
      };
      fc.assert(
        fc.property(fc.shuffledSubarray(ids, { minLength: ids.length }), (order) => {
          const stored = asStored(order);
          expect(stored.value).toEqual(meant.value);
          expect(form.category(stored, order)).toEqual(form.category(meant, ids));
          expect(form.ordinal?.(stored, order)).toEqual(form.ordinal?.(meant, ids));
          const canonical = (list: readonly string[]) =>
            form
              .compare(stored, list)
              .map((one) => JSON.stringify(one.tie ? [...one.candidates].sort() : [one.better, one.worse]))
              .sort();
          expect(canonical(order)).toEqual(canonical(ids));
        }),
      );
    });

    it('gives rows that agree with what it compares, and can be read back', () => {
      const row = personJudgement(task, 'Ada', answer(ids), { form: name });
      expect(judgedOf(form, row)).toEqual(answer(ids));
      expect(shownOf(row).map(({ id }) => id)).toEqual(ids);
      const rows = form.rows([row], policySchema.parse({}), settings);
      const textOf = new Map(task.candidates.map(({ id, text }) => [id, text]));
      for (const order of form.compare(answer(ids), ids)) {
        if (order.tie) continue;
        expect(rows.preferences).toContainEqual(
          expect.objectContaining({ chosen: textOf.get(order.better), rejected: textOf.get(order.worse) }),
        );
      }
      const { undecided, ...tables } = rows;
      expect(undecided).toBe(0);
      expect(Object.values(tables).flat().length).toBeGreaterThan(0);
    });

    it('says nothing where nothing was judged', () => {
      for (const outcome of ['skipped', 'cannot-judge'] as const) {
        const row = personJudgement(task, 'Ada', { outcome, value: {} }, { form: name });
        expect(form.category({ outcome, value: {} }, ids)).toBeNull();
        expect(form.compare({ outcome, value: {} }, ids)).toEqual([]);
        const { undecided: _, ...tables } = form.rows([row], policySchema.parse({}), settings);
        expect(Object.values(tables).flat()).toEqual([]);
      }
    });
  },
);

describe('policies', () => {
  const form = formOf('pairwise');
  const task = firstTask(form);
  const [a = '', b = ''] = task.candidates.map(({ id }) => id);
  const said = {
    a: { outcome: 'answered', value: { chosen: a } },
    b: { outcome: 'answered', value: { chosen: b } },
    slightly: { outcome: 'answered', value: { chosen: a, strength: 1 } },
    tie: { outcome: 'tie', value: {} },
    bad: { outcome: 'both-bad', value: {} },
    cannot: { outcome: 'cannot-judge', value: {} },
    skip: { outcome: 'skipped', value: {} },
  } as const;
  type Said = keyof typeof said;
  const judge = (one: Said, place: number, about = {}) =>
    personJudgement(task, `labeler ${place}`, said[one], about);

  /** What becomes of these votes: preferences as "one>two strength", unpaired as "text=rating". */
  function outcome(votes: Said[], policy: Partial<Policy> = {}): string {
    const rows = form.rows(
      votes.map((one, place) => judge(one, place)),
      policySchema.parse(policy),
      {},
    );
    const preferences = rows.preferences.map(
      ({ chosen, rejected, preferenceStrength }) => `${chosen}>${rejected} ${preferenceStrength.toFixed(2)}`,
    );
    const unpaired = rows.unpaired.map(({ completion, rating }) => `${completion}=${rating}`);
    return [...preferences, ...unpaired, ...(rows.undecided ? ['undecided'] : [])].join(', ');
  }

  it.each<[Said[], Partial<Policy>, string]>([
    [['a'], {}, 'one>two 1.00, one=1, two=0'],
    [['b'], {}, 'two>one 1.00, two=1, one=0'],
    [['tie'], {}, 'undecided'],
    [['tie'], { ties: 'half' }, 'one>two 0.50'],
    [['bad'], {}, 'undecided'],
    [['bad'], { bothBad: 'unpaired' }, 'one=0, two=0'],
    [['cannot'], {}, ''],
    [['skip'], {}, ''],
    [['a', 'b'], {}, 'undecided'],
    [['a', 'b'], { ties: 'half' }, 'one>two 0.50'],
    [['a', 'a', 'b'], {}, 'one>two 0.67, one=1, two=0'],
    [['a', 'a', 'b'], { split: 'drop' }, 'undecided'],
    [['a', 'a', 'b'], { split: 'tie' }, 'undecided'],
    [['a', 'a', 'b'], { split: 'tie', ties: 'half' }, 'one>two 0.50'],
    [['a', 'a', 'tie'], {}, 'one>two 1.00, one=1, two=0'],
    [['a', 'a', 'tie'], { ties: 'half' }, 'one>two 0.83, one=1, two=0'],
    [['slightly'], {}, 'one>two 1.00, one=1, two=0'],
    [['slightly'], { strength: 'soften' }, 'one>two 0.67, one=1, two=0'],
    [['a', 'skip', 'cannot'], { split: 'drop' }, 'one>two 1.00, one=1, two=0'],
  ])('%j under %j: %s', (votes, policy, expected) => {
    expect(outcome(votes, policy)).toBe(expected);
  });

  it('count late answers, judges and corrections as they say', () => {
    const preferences = (policy: Partial<Policy>, ...rows: ReturnType<typeof judge>[]) =>
      form.rows(rows, policySchema.parse(policy), {}).preferences.map(({ chosen }) => chosen);
    const late = judge('b', 2, { late: true });
    expect(preferences({}, late)).toEqual([]);
    expect(preferences({ late: 'count' }, late)).toEqual(['two']);
    const judges = [1, 2].map((place) => judge('b', place, { labelerKind: 'judge' }));
    expect(preferences({}, judge('a', 0), ...judges)).toEqual(['two']);
    expect(preferences({ judges: 'fallback' }, judge('a', 0), ...judges)).toEqual(['one']);
    expect(preferences({ judges: 'fallback' }, judge('skip', 0), ...judges)).toEqual(['two']);
    const first = judge('a', 0);
    const corrected = judge('b', 1, { judgementId: 'again', corrects: first.judgementId });
    expect(preferences({}, first, corrected)).toEqual(['two']);
  });

  it('keep the order edited, chosen, rejected', () => {
    const value = { chosen: a, edit: 'one, but better' };
    const row = personJudgement(task, 'Ada', { outcome: 'answered', value });
    const rows = form.rows([row], policySchema.parse({}), {});
    expect(rows.preferences.map(({ chosen, rejected }) => `${chosen} > ${rejected}`).sort()).toEqual([
      'one > two',
      'one, but better > one',
      'one, but better > two',
    ]);
    expect(rows.demonstrations.map(({ completion }) => completion)).toEqual(['one, but better']);
    const same = personJudgement(task, 'Ada', { outcome: 'answered', value: { chosen: a, edit: 'one' } });
    expect(form.rows([same], policySchema.parse({}), {}).demonstrations).toEqual([]);
  });
});

describe('what answers mean', () => {
  it('hangs on the scale and on the questions, and on nothing that only says how tasks are made', () => {
    const meaning = (name: string, settings: Record<string, unknown>) => {
      const form = formOf(name);
      return JSON.stringify(form.meaning?.(form.settings.parse(settings)) ?? null);
    };
    expect(meaning('rating', { ratingScale: '0-10' })).not.toBe(meaning('rating', {}));
    expect(meaning('rating', { ratedPerPrompt: 9, lowestMeans: 'bad' })).toBe(meaning('rating', {}));
    const questions = [{ id: 'other' }];
    expect(meaning('questionnaire', { questions })).not.toBe(meaning('questionnaire', {}));
    expect(meaning('pairwise', { pairsPerPrompt: 9 })).toBe(meaning('pairwise', {}));
  });
});

describe('a questionnaire that nobody has changed', () => {
  const form = formOf('questionnaire');
  const titles = (config: object, modality: Modality) =>
    (settingsOf(form, { ...config }, modality).questions as { title: { en: string; zh: string } }[]).map(
      ({ title }) => title,
    );

  it.each([
    ['text', 'How helpful is the answer?', 'answer'],
    ['image', 'How well does the picture show what was asked for?', 'picture'],
    ['audio', 'How well does the sound fit what was asked for?', 'sound'],
    ['video', 'How well does the video show what was asked for?', 'video'],
  ] as const)('asks about %s in words for it, in both languages', (modality, first, thing) => {
    const asked = titles({}, modality);
    expect(asked[0]?.en).toBe(first);
    expect(asked.map(({ en }) => en)).toContain(`Could the ${thing} do harm?`);
    for (const { zh } of asked) expect(zh).toMatch(/[\u4e00-\u9fff]/);
    if (modality !== 'text') expect(JSON.stringify(asked)).not.toMatch(/answer|回答/);
  });

  it('keeps questions of the designer as they are', () => {
    const questions = [{ id: 'own', title: { en: 'Is the answer blue?', zh: '蓝吗？' } }];
    expect(titles({ questions }, 'image')[0]?.en).toBe('Is the answer blue?');
  });
});

describe('rows of other forms', () => {
  it('a rating is the mean with its standard error', () => {
    const form = formOf('rating');
    const task = firstTask(form);
    const rate = (rating: number, place: number) =>
      personJudgement(task, `${place}`, { outcome: 'answered', value: { rating } }, { form: 'rating' });
    const [row] = form.rows([2, 3, 4].map(rate), policySchema.parse({}), {}).ratings;
    expect(row).toMatchObject({ completion: 'one', rating: 3 });
    expect(row?.standardError).toBeCloseTo(1 / Math.sqrt(3), 12);
    expect(form.rows([rate(2, 0)], policySchema.parse({}), {}).ratings[0]?.standardError).toBeNull();
  });

  it('equals in a ranking share their rank', () => {
    const form = formOf('ranking');
    const task = firstTask(form);
    const [a = '', b = '', c = '', d = ''] = task.candidates.map(({ id }) => id);
    const value = { groups: [[b], [a, d], [c]] };
    const row = personJudgement(task, 'Ada', { outcome: 'answered', value }, { form: 'ranking' });
    const { rankings, preferences } = form.rows([row], policySchema.parse({}), {});
    expect(rankings.map(({ completion, rank }) => [completion, rank])).toEqual([
      ['one', 2],
      ['two', 1],
      ['three', 3],
      ['four', 2],
    ]);
    expect(preferences).toHaveLength(5);
  });

  it('tasks with too few different answers are left out', () => {
    const same = candidates(['x', 'x', 'x']);
    const made = forms.map((form: LabelingForm) => form.tasks(same, form.settings.parse({}), unshuffled));
    expect(made.map(({ identicalSkipped }) => identicalSkipped)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(Object.fromEntries(made.map(({ tasks }, place) => [forms[place]?.form, tasks.length]))).toEqual({
      pairwise: 0,
      ranking: 0,
      rating: 1,
      questionnaire: 1,
      dialogue: 0,
      edit: 1,
    });
  });
});
