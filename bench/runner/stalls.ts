import { monitorEventLoopDelay } from 'node:perf_hooks';
import { appRouter } from '../../apps/runner/src/api/router.ts';
import { TestRunner } from '../../tests/execution/harness.ts';
import { serveTest } from '../../tests/execution/server.ts';
import { hostileInputs } from '../../tests/security/hostile-inputs.ts';
import type { RunnerBench } from './row.ts';

/** How long nonsense of every kind, sent to every procedure that changes something, holds the runner up. */
export const bench: RunnerBench = async ({ quick }) => {
  await using heed = await TestRunner.open();
  await using server = await serveTest(heed.runner);
  const mutations = Object.entries(appRouter._def.procedures)
    .filter(([path, one]) => {
      const { type } = (one as unknown as { _def: { type: string } })._def;
      return type === 'mutation' && path !== 'access.signOut';
    })
    .map(([path]) => path);
  const inputs = hostileInputs();
  const headers = { 'content-type': 'application/json', cookie: server.cookie };
  const send = async (path: string, body: string) => {
    const answer = await fetch(`${server.url}/trpc/${path}`, { method: 'POST', headers, body });
    await answer.body?.cancel();
  };
  for (const [, text] of inputs) await send('runs.start', text);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for (const path of quick ? mutations.slice(0, 5) : mutations)
    for (const [, text] of inputs) await send(path, text);
  delay.disable();
  return [
    {
      name: `longest stall under ${inputs.length} kinds of nonsense`,
      value: delay.max / 1e6,
      unit: 'ms',
      atMost: 100,
    },
    { name: 'the same, p99', value: delay.percentile(99) / 1e6, unit: 'ms' },
  ];
};
