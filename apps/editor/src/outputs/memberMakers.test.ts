import { expect, test } from 'vitest';
import { memberMakers } from './memberMakers.ts';

type Step = Parameters<typeof memberMakers>[0]['steps'][number];

const step = (node: string, inputs: [string, string][], outputs: string[]): Step => ({
  ...{ run: 'r1', node, attempt: 1, kind: node, title: { en: node, zh: node }, files: [], at: 0 },
  graph: { id: 'g1', name: 'Weather' },
  inputs: inputs.map(([port, artifact]) => ({ port, artifact })),
  outputs: outputs.map((artifact) => ({ port: 'reward', artifact })),
});

test('members go by the nodes that made them, in the order of their wires', () => {
  const steps = [
    step(
      'both',
      [
        ['completions', 'c'],
        ['models', 'm2'],
        ['models', 'm1'],
        ['models', 'old'],
      ],
      ['root'],
    ),
    step('short', [], ['m1']),
    step('long', [], ['m2']),
  ];
  expect(memberMakers({ root: 'root', steps }).map(({ artifact, maker }) => [artifact, maker?.node])).toEqual(
    [
      ['m2', 'long'],
      ['m1', 'short'],
      ['old', undefined],
    ],
  );
});

test('an ensemble of which nothing is known has no named members', () => {
  expect(memberMakers({ root: 'root', steps: [] })).toEqual([]);
});
