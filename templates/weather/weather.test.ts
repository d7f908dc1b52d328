import { readFileSync } from 'node:fs';
import { run } from '@heed/nodes/data-source/run.ts';
import dataSource from '@heed/nodes/data-source/spec.ts';
import { explain, rewardFunction } from '@heed/nodes/shared/reward-function.ts';
import { textUnits } from '@heed/nodes/shared/text-units.ts';
import { runNode, testContext } from '@heed/nodes/testing/index.ts';
import { describe, expect, test } from 'vitest';
import { type Conversation, DATA_FILE, generate, PER_LANGUAGE } from './generate.ts';
import { type Style, styles } from './phrasebook.ts';
import { rules } from './rules.ts';

const saved = readFileSync(DATA_FILE, 'utf8');
const conversations = saved
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Conversation);
const score = rewardFunction(rules, 'weather');
const scored = conversations.map((one) => ({ ...one, score: score(one.prompt, one.completion) }));
const scoresOf = (style: Style) => scored.filter((one) => one.style === style).map((one) => one.score);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the weather conversations', () => {
  test('are what the generator writes, byte for byte, and small enough to keep', () => {
    expect(saved === generate(), 'run: npm exec -- node templates/make.ts').toBe(true);
    expect(Buffer.byteLength(saved)).toBeLessThan(950_000);
    expect(generate(2)).not.toBe(saved);
  });

  test.each(['en', 'zh'])('in %s: at least 2,000 different ones, each style a quarter', (language) => {
    const mine = conversations.filter((one) => one.language === language);
    expect(mine.length).toBe(PER_LANGUAGE);
    expect(new Set(mine.map(({ prompt }) => prompt)).size).toBeGreaterThanOrEqual(2000);
    for (const style of styles)
      expect(mine.filter((one) => one.style === style).length / mine.length).toBeCloseTo(0.25);
    expect(new Set(mine.map(({ completion }) => completion)).size).toBeGreaterThan(400);
  });

  test('are short: prompts up to 26 words, answers up to 24 English words or 36 Chinese characters', () => {
    const longest = (one: string[]) => Math.max(...one.map((sentence) => textUnits(sentence).length));
    expect(longest(conversations.map(({ prompt }) => prompt))).toBeLessThanOrEqual(26);
    for (const [language, limit] of [
      ['en', 24],
      ['zh', 36],
    ] as const)
      expect(
        longest(conversations.filter((one) => one.language === language).map(({ completion }) => completion)),
      ).toBeLessThanOrEqual(limit);
  });
});

test('the data source reads them all and holds a tenth of the prompts out', async () => {
  await using context = await testContext(dataSource, { config: { file: DATA_FILE } });
  const { results } = await runNode(dataSource, run, context);
  expect(results).toMatchObject({
    records: 2 * PER_LANGUAGE,
    recordsEn: PER_LANGUAGE,
    recordsZh: PER_LANGUAGE,
    badLines: 0,
    prompts: 4032,
    heldOutPrompts: 448,
  });
});

describe('the rules of the weather judge', () => {
  test('prefer helpful answers, then terse, then the rest', () => {
    const [helpful, terse, rude, rambling] = styles.map((style) => mean(scoresOf(style))) as [
      number,
      number,
      number,
      number,
    ];
    expect(helpful).toBeGreaterThan(terse);
    expect(terse).toBeGreaterThan(rambling);
    expect(terse).toBeGreaterThan(rude);
  });

  test.each(['terse', 'rude', 'rambling'] as const)(
    'let helpful beat %s in at least 95 of 100 pairs',
    (style) => {
      const helpful = scoresOf('helpful');
      const others = scoresOf(style);
      const wins = helpful.map((one) => others.filter((other) => one > other).length / others.length);
      expect(mean(wins)).toBeGreaterThanOrEqual(0.95);
    },
  );

  test('spread by about 1 over the mix, with helpful answers at least 1.3 deviations above its mean', () => {
    const all = scored.map((one) => one.score);
    const middle = mean(all);
    const deviation = Math.sqrt(mean(all.map((value) => (value - middle) ** 2)));
    expect(deviation).toBeGreaterThan(0.8);
    expect(deviation).toBeLessThan(1.2);
    expect((mean(scoresOf('helpful')) - middle) / deviation).toBeGreaterThanOrEqual(1.3);
  });

  test('find every helpful answer right, useful, friendly and without contradiction', () => {
    const faults = scored
      .filter(({ style }) => style === 'helpful')
      .flatMap(({ prompt, completion }) =>
        explain(rules, prompt, completion)
          .filter(
            ({ rule, value }) => (rule.type === 'answers' || rule.type === 'contains-any') && value !== 1,
          )
          .map(({ rule }) => `${rule.name}: ${prompt} ${completion}`),
      );
    expect(faults).toEqual([]);
  });

  test.each([
    [
      'Paris is sunny today, 26 degrees. Should I go for a walk?',
      'It is raining, so a walk is not a good idea. Watch out for wet roads. Take care!',
    ],
    [
      'Paris is rainy today, 12 degrees. Do I need an umbrella?',
      'It is raining, and you do not need an umbrella. Keep your shoes dry. Take care!',
    ],
    ['北京今天晴，26度，微风。适合出门散步吗？', '今天下雨，不适合散步。路上小心积水哦。'],
    ['北京今天寒冷，零下5度。应该穿什么？', '今天很冷，建议穿短袖短裤。记得戴手套哦。'],
  ])('put a wrong answer below a right one: %s', (prompt, wrong) => {
    const values = Object.fromEntries(
      explain(rules, prompt, wrong).map(({ rule, value }) => [rule.name, value]),
    );
    expect(values.correct).toBe(-1);
    const right = scored.find((one) => one.style === 'helpful');
    expect(score(prompt, wrong)).toBeLessThan((right?.score ?? 0) - 0.5);
  });

  test('put an answer in the other language below every answer of the data', () => {
    const [english, chinese] = ['en', 'zh'].map((language) =>
      scored.find((one) => one.language === language && one.style === 'helpful'),
    );
    const crossed = score(english?.prompt ?? '', chinese?.completion ?? '');
    expect(crossed).toBeLessThan(mean(scoresOf('terse')));
  });
});
