import { describe, expect, it } from 'vitest';
import { columnsOf, joinLineages, type Lineage } from './layers.ts';
import { CARD_WIDTH, drawLineage, type Picture } from './picture.ts';

const artifact = (id: string, judgements?: number) => ({
  ...{ id, type: 'completions' as const, summary: [], bytes: 1, createdAt: 1, depth: 0 },
  judgements:
    judgements === undefined ? undefined : { total: judgements, people: judgements, judges: 0, labelers: 1 },
});
const step = (node: string, inputs: string[], outputs: string[]) => ({
  ...{ run: 'r', node, attempt: 1, kind: 'k', title: { en: node, zh: node } },
  ...{ graph: { id: 'g', name: 'g' }, at: 1, files: [] },
  inputs: inputs.map((id) => ({ port: 'in', artifact: id })),
  outputs: outputs.map((id) => ({ port: 'out', artifact: id })),
});
const lineage = (ids: string[], steps: Lineage['steps'], open: string[] = []): Lineage => ({
  root: ids[0] as string,
  artifacts: ids.map((id) => artifact(id)),
  ...{ steps, open, judgements: { total: 0, people: 0, judges: 0 } },
});

/** base → sft → reward → ppo, where ppo reads sft too. */
const policy = lineage(
  ['ppo', 'reward', 'sft', 'base'],
  [
    step('PPO', ['sft', 'reward'], ['ppo']),
    step('REWARD', ['sft'], ['reward']),
    step('SFT', ['base'], ['sft']),
  ],
);

/** Lines that run through a card: level ones at its height, and bent ones that reach over more than a gap. */
function behindCards({ cards, lines }: Picture): string[] {
  return lines.flatMap(({ path }) => {
    const [fromX = 0, fromY = 0, ...rest] = (path.match(/-?[\d.]+/g) ?? []).map(Number);
    const toX = path.includes('H') ? (rest[0] ?? 0) : (rest.at(-2) ?? 0);
    const isLevel = path.includes('H');
    const crossed = cards.filter(
      ({ x, y, height }) =>
        fromX < x + CARD_WIDTH && toX > x && (!isLevel || (fromY > y && fromY < y + height)),
    );
    return crossed.length > 0 ? [path] : [];
  });
}

describe('the lineage of an artifact', () => {
  it('stands in columns along the longest way, so that no line leads back', () => {
    expect(Object.fromEntries(columnsOf(policy, 'back'))).toEqual({
      ...{ ppo: 0, 'r PPO': 1, reward: 2, 'r REWARD': 3, sft: 4, 'r SFT': 5, base: 6 },
    });
  });

  it('is drawn with lines that keep out of the cards', () => {
    for (const direction of ['back', 'forward'] as const) {
      const picture = drawLineage(policy, direction);
      expect(picture.lines.length).toBeGreaterThan(7);
      expect(behindCards(picture)).toEqual([]);
    }
  });

  it('goes forward the same way', () => {
    const forward = lineage(
      ['base', 'sft', 'ppo'],
      [step('SFT', ['base'], ['sft']), step('PPO', ['sft'], ['ppo'])],
    );
    expect(columnsOf(forward, 'forward').get('ppo')).toBe(4);
    const { cards } = drawLineage(forward, 'forward');
    expect(cards.find((card) => card.type === 'artifact' && card.artifact.id === 'base')?.x).toBe(0);
  });

  it('puts what a step gave out besides with its other outputs, and no card on another', () => {
    const labeled = lineage(
      ['preferences', 'judgements'],
      [step('PEOPLE', [], ['judgements', 'preferences'])],
    );
    expect(columnsOf(labeled, 'back').get('judgements')).toBe(0);
    const { cards } = drawLineage(labeled, 'back');
    const [one, other] = cards.filter(({ type }) => type === 'artifact');
    expect(Math.abs((one?.y ?? 0) - (other?.y ?? 0))).toBeGreaterThanOrEqual(92);
  });

  it('has a lone artifact', () => {
    expect(drawLineage(lineage(['upload'], []), 'back').cards).toHaveLength(1);
  });

  it('grows where somebody goes on', () => {
    const first = lineage(['ppo', 'sft'], [step('PPO', ['sft'], ['ppo'])], ['sft']);
    const more = lineage(['sft', 'base'], [step('SFT', ['base'], ['sft'])], ['base']);
    const joined = joinLineages(first, [{ ...more, artifacts: [...more.artifacts, artifact('j', 5)] }]);
    expect(joined).toMatchObject({ root: 'ppo', open: ['base'], judgements: { total: 5, people: 5 } });
    expect(joined.artifacts.map(({ id }) => id).toSorted()).toEqual(['base', 'j', 'ppo', 'sft']);
    expect(joined.steps).toHaveLength(2);
  });
});
