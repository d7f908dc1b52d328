import type { PlanStep } from '@heed/schema';
import { expect, test, vi } from 'vitest';
import { type Machine, missingNeeds } from './needs.ts';

const step = (node: string, config: PlanStep['config']) => ({ node, kind: node, config }) as PlanStep;
const noCard = { en: 'there is no card', zh: '没有显卡' };
const machine = (more: Partial<Machine> = {}): Machine => ({
  endpoints: [],
  whyNot: async () => noCard,
  ...more,
});

test('a device that a node names is tried once, and said of each node to be not here', async () => {
  const whyNot = vi.fn(machine().whyNot);
  const steps = [
    step('sft', { device: 'cuda' }),
    step('ppo', { device: 'cuda' }),
    step('samples', { device: 'auto' }),
    step('base', { device: 'cpu' }),
    step('data', {}),
  ];
  const problems = await missingNeeds(steps, machine({ whyNot }));
  expect(problems.map(({ node, parameter }) => [node, parameter])).toEqual([
    ['sft', 'device'],
    ['ppo', 'device'],
  ]);
  expect(problems[0]?.message.en).toContain('CUDA cannot be used on this machine: there is no card');
  expect(problems[0]?.message.zh).toContain('本机无法使用 CUDA：没有显卡；');
  expect(whyNot.mock.calls).toEqual([['cuda']]);
});

test('a device that works is no problem', async () => {
  expect(
    await missingNeeds([step('ppo', { device: 'cuda' })], machine({ whyNot: async () => undefined })),
  ).toEqual([]);
});

test('an endpoint that the runner does not know is said to be missing, with those it has', async () => {
  const steps = [step('judge', { endpoint: 'gpt' }), step('other', { endpoint: 'local' })];
  const problems = await missingNeeds(steps, machine({ endpoints: ['local', 'mine'] }));
  expect(problems).toMatchObject([{ code: 'missing-endpoint', node: 'judge', parameter: 'endpoint' }]);
  expect(problems[0]?.message.en).toContain('it has local, mine; an owner adds it under Settings');
  expect(problems[0]?.message.zh).toContain('现有：local、mine');
  const [none] = await missingNeeds([step('judge', { endpoint: 'gpt' })], machine());
  expect(none?.message.en).toContain('there is no endpoint "gpt" on this runner; an owner');
});
