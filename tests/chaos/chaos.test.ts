import { expect, test } from 'vitest';
import { failpoints } from '../../apps/runner/src/failpoints.ts';
import { Random } from './random.ts';
import { drawDeath, trainThroughKills } from './round.ts';

test('a training whose runner is killed again and again loses no event and gives the very same artifacts', async () => {
  const undisturbed = await trainThroughKills();
  const disturbed = await trainThroughKills(new Random(7), 4);
  expect(disturbed.kills).toHaveLength(4);
  expect(disturbed.outputs).toEqual(undisturbed.outputs);
  expect(Object.keys(undisturbed.outputs)).toEqual(
    expect.arrayContaining(['sft.model', 'slower.model', 'ppo.policy']),
  );
}, 180_000);

test('deaths are drawn at every named place and at random, and the seed draws them again', () => {
  const draw = () => {
    const random = new Random(3);
    return Array.from({ length: 400 }, () => drawDeath(random));
  };
  const deaths = draw();
  const places = new Set(deaths.flatMap((death) => ('at' in death ? [death.at] : [])));
  expect([...places].sort()).toEqual([...failpoints].sort());
  expect(deaths.some((death) => 'afterMs' in death)).toBe(true);
  expect(draw()).toEqual(deaths);
});
