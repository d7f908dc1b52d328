import { machineMemory } from '@heed/nodes/machine.ts';
import { GraphError, messageIn } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { describePayload } from '../../apps/runner/src/cli/output/plain.ts';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

const use = {
  device: 'cpu',
  threads: 2,
  rejected: [{ device: 'webgpu', reason: { en: 'there is no graphics device', zh: '没有图形设备' } }],
};

describe('where a node computes', () => {
  it('stands in its view, also after a restart, and in a line of the command line', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(graph({ a: { kind: 'compute' } }));
    expect(run.node('a').device).toEqual(use);
    const lines = run.events.map(({ payload }) => describePayload(payload));
    expect(lines).toContain('a: computes on CPU, 2 threads; WebGPU: there is no graphics device');
    await heed.restart();
    expect(heed.record(run.id).node('a').device).toEqual(use);
  });
});

describe('a node’s need of memory', () => {
  const { total } = machineMemory();

  it('beyond the machine is refused before anything runs', async () => {
    await using heed = await TestRunner.open();
    const start = () => heed.start(graph({ a: { kind: 'compute', least: 4 * total, most: 4 * total } }));
    expect(start).toThrow(GraphError);
    expect(start).toThrow(
      /^Node "a" needs at least .* GB of memory, but this machine has .* GB; lower its "least" or /,
    );
    expect(heed.runner.services.runs.list()).toEqual([]);
  });

  it('that may go beyond what is free is warned of in its log', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(graph({ a: { kind: 'compute', least: 1, most: 4 * total } }));
    expect(run.state).toBe('succeeded');
    const [line] = heed.runner.services.runs.logs({ run: run.id, node: 'a' }).lines;
    expect(line).toMatchObject({ level: 'warn' });
    expect(messageIn(line?.text ?? '', 'en')).toMatch(
      /^Node "a" needs up to .* of memory where texts are as long as the model's context/,
    );
  });
});
