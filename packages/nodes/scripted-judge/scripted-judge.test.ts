import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demonstrationRow, type InputArtifact, REWARD_FUNCTION_FILE, text } from '@heed/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, loadRewardFunction, rewardFunction } from '../shared/reward-function.ts';
import { type Rule, rulesSchema } from '../shared/reward-rules.ts';
import { openScorer } from '../shared/scorer.ts';
import { runNode, tableArtifact, testContext } from '../testing/index.ts';
import { defaultRules } from './default-rules.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const common = { name: 'one', title: text('One', '一'), weight: 1 };

/** The value of one rule for an answer. */
function value(rule: object, prompt: string, completion: string): number {
  const [parsed] = rulesSchema.parse([{ ...common, ...rule }]);
  return rewardFunction([parsed as Rule])(prompt, completion);
}

describe('rules', () => {
  test.each([
    ['', -1],
    ['one two', -0.5],
    ['one two three four', 0],
    ['今天 is hot!', 0],
    ['今天很热,多喝水', 0],
    ['a b c d e f g h i j k l', -0.5],
    ['word '.repeat(100), -1],
  ])('length in words of %j is worth %d', (completion, expected) => {
    expect(value({ type: 'length', unit: 'words', minimum: 4, maximum: 8 }, '', completion)).toBe(expected);
  });

  test('length in characters counts every character once', () => {
    const rule = { type: 'length', unit: 'characters', minimum: 2, maximum: 4 };
    expect(value(rule, '', '👍👍')).toBe(0);
    expect(value(rule, '', '很')).toBe(-0.5);
  });

  test.each([
    ['It will rain.', 1],
    ['RAIN!', 1],
    ['Take the train.', 0],
    ['rainy', 0],
    ['今天有小雨,记得带伞', 1],
    ['umbrella, please', 1],
    ['', 0],
  ])('a phrase is found in %j as a whole word: %d', (completion, expected) => {
    const phrases = ['rain', '雨,记得', 'Umbrella , please'.replace(' ,', ',')];
    expect(value({ type: 'contains-any', phrases }, '', completion)).toBe(expected);
    expect(value({ type: 'contains-none', phrases }, '', completion)).toBe(expected ? -1 : 0);
  });

  test.each([
    ['It rains. Shall I walk?', 'Better stay in.', 1],
    ['It rains. Shall I walk?', 'Yes, go for a walk, do not stay in.', -1],
    ['It rains. Shall I walk?', 'Hm.', -1],
    ['It rains.', 'Hm.', 0],
    ['It is sunny. Shall I walk?', 'Hm.', 0],
    ['下雨。适合散步吗?', '不太适合,在家吧。', 1],
  ])('%j answered by %j is worth %d', (prompt, completion, expected) => {
    const cases = [
      {
        when: [
          ['rains', '下雨'],
          ['walk', '散步'],
        ],
        right: ['stay in', '不太适合'],
        wrong: ['go for a walk'],
      },
    ];
    expect(value({ type: 'answers', cases }, prompt, completion)).toBe(expected);
  });

  test('all cases that apply must be right', () => {
    const cases = [
      { when: [['rain']], right: ['umbrella'] },
      { when: [['cold']], right: ['coat'] },
    ];
    expect(value({ type: 'answers', cases }, 'rain and cold', 'Take a coat and an umbrella.')).toBe(1);
    expect(value({ type: 'answers', cases }, 'rain and cold', 'Take a coat.')).toBe(-1);
  });

  test.each([
    ['all words are different here', 0],
    ['a b a b a b', -0.6],
    ['很好很好很好', -0.6],
    ['hi', 0],
  ])('repetition in %j is worth %d', (completion, expected) => {
    expect(value({ type: 'repeats', run: 2 }, '', completion)).toBeCloseTo(expected);
  });

  test.each([
    ['Is it hot?', 'Yes it is.', 0],
    ['Is it hot?', '很热的', -1],
    ['热吗?', '很热', 0],
    ['热吗?', '很热 yes indeed', -0.5],
    ['热吗?', '???', -1],
  ])('the language of %j answered by %j is worth %d', (prompt, completion, expected) => {
    expect(value({ type: 'language' }, prompt, completion)).toBeCloseTo(expected);
  });

  test.each([
    ['{"name": "Ada"}', ['name', 'age'], 0.5],
    [' {"name": "Ada", "age": null}\n', ['name', 'age'], 1],
    ['{"name": "Ada"}', [], 1],
    ['12', [], 1],
    ['12', ['name'], 0],
    ['["name"]', ['name'], 0],
    ['null', ['name'], 0],
    ['{}', ['toString'], 0],
    ['```json\n{}\n```', [], -1],
    ['{"name": "Ada"', ['name'], -1],
    ['', [], -1],
  ])('JSON in %j with the names %j is worth %d', (completion, keys, expected) => {
    expect(value({ type: 'json', keys }, '', completion)).toBe(expected);
  });

  test('likeness to a reference counts for the prompt that has it', () => {
    const references = new Map([['who?', ['nobody', 'police killed the gunman']]]);
    const likeness = (metric: string, prompt: string) => {
      const rules = rulesSchema.parse([{ ...common, weight: 2, type: 'reference', metric }]);
      const answer = 'police kill the gunman';
      const score = rewardFunction(rules, 'judge', references)(prompt, answer);
      expect(explain(rules, prompt, answer, references)[0]?.contribution).toBe(score);
      return score;
    };
    expect(likeness('rouge-l', 'who?')).toBeCloseTo(2 * 0.75, 12);
    expect(likeness('bleu', 'who?')).toBeCloseTo(2 * (1 / 16) ** (1 / 4), 12);
    expect(likeness('bleu', 'when?')).toBe(0);
  });

  test('a score is the weighted sum that the explanation shows, for any text', () => {
    const score = rewardFunction(defaultRules);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (prompt, completion) => {
        const parts = explain(defaultRules, prompt, completion);
        const sum = parts.reduce((total, { contribution }) => total + contribution, 0);
        expect(score(prompt, completion)).toBeCloseTo(sum, 10);
        for (const part of parts) expect(Math.abs(part.value)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('what is no rule is refused', () => {
    const refused = (rules: unknown) => expect(rulesSchema.safeParse(rules).success).toBe(false);
    refused([]);
    refused([{ ...common, type: 'regex', pattern: '(a+)+$' }]);
    refused([{ ...common, type: 'contains-any', phrases: [] }]);
    refused([{ ...common, type: 'contains-any', phrases: ['  '] }]);
    refused([{ ...common, type: 'language', weight: Number.NaN }]);
  });
});

describe('the node', () => {
  test('writes a reward function that loads and scores as its rules say', async () => {
    await using context = await testContext(spec, { config: { name: 'strict' } });
    const { results, outputs } = await runNode(spec, run, context);
    const score = await loadRewardFunction(outputs.judge?.directory ?? '');
    expect([score.judge, score.rules]).toEqual(['strict', defaultRules]);
    const [question, kind, rude] = ['How are you?', 'I am glad you ask, all is well!', 'Shut up, stupid!'];
    expect(score(question, kind)).toBeGreaterThan(score(question, rude));
    expect(results).toEqual({ rules: 5, highestScore: 0.5, lowestScore: -6 });
  });

  test('keeps the references beside its rules, for whoever scores with it', async () => {
    const rules = rulesSchema.parse([{ ...common, type: 'reference', metric: 'rouge-l' }]);
    await using context = await testContext(spec, { config: { rules } });
    const row = { promptId: 'p', prompt: 'Where?', language: 'en', completion: 'in the garden' };
    const rows = [row, { ...row, completion: 'outside' }];
    const folder = join(context.folder, 'references');
    const references = await tableArtifact(folder, 'demonstrations', demonstrationRow, rows);
    await using wired = await testContext(spec, { config: { rules }, inputs: { references } });
    const { results, outputs } = await runNode(spec, run, wired);
    expect(results).toEqual({ rules: 1, highestScore: 1, lowestScore: 0 });
    await using scorer = await openScorer(outputs.judge as InputArtifact);
    const scores = await scorer.score(
      ['Outside!', 'in a garden', 'no idea'].map((completion) => ({ prompt: 'Where?', completion })),
    );
    expect(scores[0]).toBe(1);
    expect(scores[1]).toBeCloseTo(2 / 3, 12);
    expect(scores[2]).toBe(0);
    await expect(runNode(spec, run, context)).rejects.toThrow(
      'A rule of node "scripted-judge" compares with reference answers; wire demonstrations to its input "references", or remove the rule.',
    );
  });

  test('a damaged file is refused with its path', async () => {
    await using context = await testContext(spec);
    const { directory } = context.context.output('judge');
    await writeFile(join(directory, REWARD_FUNCTION_FILE), '{"format":"heed/reward-function","version":2}');
    await expect(loadRewardFunction(directory)).rejects.toThrow(
      /reward-function\.json is not a reward function that this Heed can read: .*version/s,
    );
  });
});
