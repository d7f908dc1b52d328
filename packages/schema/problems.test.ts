import { describe, expect, test } from 'vitest';
import type { Graph, StopRule } from './graph.ts';
import { applySettings } from './parameters.ts';
import { parseGraph, parseGraphText } from './parse.ts';
import { plan } from './plan.ts';
import { GraphError, type Problem, type ProblemCode, problem, problemTable } from './problems.ts';
import { graph, kinds, withModes } from './testing/kinds.ts';
import { findConverter } from './wires.ts';

const planned = (one: Graph) => plan(one, kinds).problems;

function thrown(work: () => unknown): readonly Problem[] {
  try {
    work();
  } catch (error) {
    if (error instanceof GraphError) return error.problems;
    throw error;
  }
  return [];
}

/** A way into every problem of the table, with its sentence. */
const examples: Record<ProblemCode, { problems: () => readonly Problem[]; says: string }> = {
  'not-json': {
    problems: () => thrown(() => parseGraphText('{"name": ', 'my.json')),
    says: 'my.json is not valid JSON (it ends too early); fix that place in a text editor, or choose a file that Heed exported.',
  },
  'bad-shape': {
    problems: () => thrown(() => parseGraph({ ...graph('a:source'), name: 7 })),
    says: 'The graph file is wrong at name: it must be a text, not a number.',
  },
  'newer-format': {
    problems: () => thrown(() => parseGraph({ ...graph('a:source'), version: 9 })),
    says: 'This graph was saved in format version 9, this Heed knows up to 2; update Heed to open it.',
  },
  'not-a-graph': {
    problems: () => thrown(() => parseGraph({ nodes: [], links: [] })),
    says: 'This is no pipeline of Heed: it does not say "format": "heed/graph"; choose a file that Heed exported.',
  },
  'empty-file': {
    problems: () => thrown(() => parseGraphText('\uFEFF\n', 'my.json')),
    says: 'my.json is empty; choose a file that Heed exported.',
  },
  'large-file': {
    problems: () => [problem('large-file', { file: 'my.json', size: '60 MB', most: '34 MB' })],
    says: 'my.json has 60 MB, a pipeline has at most 34 MB; give data to a data node instead.',
  },
  'empty-graph': {
    problems: () => planned(graph('')),
    says: 'The graph has no nodes; add one from the palette or start from a template.',
  },
  'duplicate-id': {
    problems: () => planned(graph('a:source a:source')),
    says: 'Two nodes have the id "a"; rename one of them.',
  },
  'unknown-kind': {
    problems: () => planned(graph('a:dream')),
    says: 'Node "a" is of the unknown kind "dream"; remove it or install the kind.',
  },
  'newer-kind': {
    problems: () => {
      const newer = graph('a:source');
      Object.assign(newer.nodes[0] ?? {}, { version: 5 });
      return planned(newer);
    },
    says: 'Node "a" was saved by version 5 of "source", this Heed has version 1; update Heed.',
  },
  'dangling-edge': {
    problems: () => planned(graph('a:collect', 'gone.prompts → a.all')).filter(({ edge }) => edge === 0),
    says: 'A wire from gone.prompts to a.all ends at node "gone", which does not exist; remove the wire.',
  },
  'unknown-port': {
    problems: () => planned(graph('a:source b:collect', 'a.stuff → b.all')).filter(({ edge }) => edge === 0),
    says: 'Node "a" has no output named "stuff"; it has prompts.',
  },
  'wrong-type': {
    problems: () => planned(graph('s:sorter l:learner', 's.rankings → l.preferences')),
    says: 's.rankings gives Rankings, but l.preferences takes Preferences; insert "The rank" between them.',
  },
  'facts-differ': {
    problems: () =>
      planned(
        graph(
          'x:model y:model p:source c:compare',
          'x.model → c.first\ny.model → c.second\np.prompts → c.prompts',
          { y: { tokenizer: 'other' } },
        ),
      ),
    says: 'Node "c": the tokenizer of its inputs must be the same, but first has "small" and second has "other".',
  },
  'input-taken': {
    problems: () => planned(graph('a:model b:model t:tune', 'a.model → t.model\nb.model → t.model')),
    says: 'The input t.model already has a wire from a.model; remove it first.',
  },
  'missing-input': {
    problems: () => planned(graph('t:tune')),
    says: 'Node "t" needs a wire at its input "model" (Language model).',
  },
  'unknown-parameter': {
    problems: () => planned(graph('m:model', '', { m: { sizes: 3 } })),
    says: 'Node "m" (model) has no parameter "sizes"; did you mean "size"?',
  },
  'bad-parameter': {
    problems: () => planned(graph('m:model', '', { m: { size: 0 } })),
    says: 'Node "m": parameter "size" must be at least 1.',
  },
  cycle: {
    problems: () => planned(graph('a:tune b:tune', 'a.model → b.model\nb.model → a.model')),
    says: 'The wires form a cycle: a → b → a; remove one of them.',
  },
  'too-much-memory': {
    problems: () => [
      problem('too-much-memory', {
        node: 'a',
        ...{ need: '51 GB', has: '8.0 GB', field: 'batchSize', fieldZh: '批大小' },
      }),
    ],
    says: 'Node "a" needs at least 51 GB of memory, but this machine has 8.0 GB; lower its "batchSize" or choose a smaller model.',
  },
  'missing-file': {
    problems: () => [
      problem('missing-file', {
        ...{ node: 'a', file: 'gone.jsonl', place: '/data/gone.jsonl', field: 'File', fieldZh: '文件' },
      }),
    ],
    says: 'Node "a": the file gone.jsonl does not exist (looked for at /data/gone.jsonl); correct "File" or upload the file.',
  },
  'missing-device': {
    problems: () => [
      problem('missing-device', { node: 'a', device: 'CUDA', reason: 'there is no card', reasonZh: '' }),
    ],
    says: 'Node "a": CUDA cannot be used on this machine: there is no card; choose "Automatic" as its device, or run the pipeline where it is.',
  },
  'missing-endpoint': {
    problems: () => [
      problem('missing-endpoint', { node: 'a', endpoint: 'judge', others: 'local', othersZh: 'local' }),
    ],
    says: 'Node "a": there is no endpoint "judge" on this runner, it has local; an owner adds it under Settings, or with: heed endpoints add judge URL',
  },
  'all-off': {
    problems: () => planned(withModes(graph('a:source'), { a: 'off' })),
    says: 'Every node is switched off or hangs on one that is; switch one on.',
  },
  'cannot-bypass': {
    problems: () =>
      planned(withModes(graph('a:source c:collect', 'a.prompts → c.all'), { a: 'bypass' })).slice(0, 1),
    says: 'Node "a" cannot be bypassed: nothing wired into it is of the type of its output "prompts" (Prompts); wire such an input, switch the node off, or take it back in.',
  },
  'node-off': {
    problems: () => [problem('node-off', { node: 'a' })],
    says: 'Node "a" is switched off, bypassed, or hangs on a node that is switched off; switch it on to run it.',
  },
  'unknown-graph-parameter': {
    problems: () => {
      const parameters = [{ id: 'size', node: 'm', field: 'size' }];
      return thrown(() => applySettings({ ...graph('m:model'), parameters }, ['sise=1'], kinds));
    },
    says: 'This graph has no parameter "sise"; its parameters are size. Any field can be set as node.parameter=value.',
  },
  'unknown-metric': {
    problems: () => {
      const plain = graph('a:source');
      const stop: StopRule[] = [{ metric: 'loss', test: 'not-finite', action: 'pause' }];
      return plan({ ...plain, nodes: plain.nodes.map((node) => ({ ...node, stop })) }, kinds).problems;
    },
    says: 'A stop rule of node "a" looks at "loss", which is no metric of it; its metrics are –.',
  },
  'wrong-contents': {
    problems: () => planned(graph('a:album r:reader', 'a.shown → r.shown')),
    says: 'a.shown gives pictures, but r.shown takes only texts; wire texts to it, or remove the wire.',
  },
  'mixed-contents': {
    problems: () =>
      planned(
        graph('a:album b:album v:viewer', 'a.shown → v.shown\nb.shown → v.shown', { b: { of: 'text' } }),
      ),
    says: 'v.shown gets pictures already, but b.shown gives texts; what is compared has to be of one kind: remove the wire, or give it a node of its own.',
  },
  'bad-input': {
    problems: () => planned(graph('a:album v:viewer', 'a.shown → v.shown', { a: { of: 'video' } })),
    says: 'Node "v": its input "shown" moves.',
  },
  'unknown-node': {
    problems: () => thrown(() => applySettings(graph('a:source b:source'), ['c.x=1'], kinds)),
    says: 'There is no node "c" in this graph; its nodes are a, b.',
  },
};

describe('the problem table', () => {
  test.each(Object.entries(examples))('%s: one sentence in each language', (code, { problems, says }) => {
    const found = problems();
    expect(found.map((one) => one.code)).toEqual([code]);
    const [{ message, number }] = found as [Problem];
    expect(message.en).toBe(says);
    expect(message.zh).toMatch(/\p{Script=Han}/u);
    expect(`${message.en}${message.zh}`).not.toMatch(/undefined|null/);
    expect(number).toBe(problemTable[code as ProblemCode][0]);
  });

  test('numbers every problem once', () => {
    const numbers = Object.values(problemTable).map(([number]) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

test('a parameter without a value is called missing, and Chinese sentences are Chinese throughout', () => {
  const graphOf = (config: object) => {
    const one = graph('m:model');
    Object.assign(one.nodes[0] ?? {}, { config });
    return planned(one).map(({ message }) => message);
  };
  expect(graphOf({})).toEqual([
    {
      en: 'Node "m": parameter "size" is missing; give it a value.',
      zh: '节点“m”：参数“size”未填写；请填写。',
    },
  ]);
  expect(graphOf({ size: 'big' }).map(({ zh }) => zh)).toEqual(['节点“m”：参数“size”应为数字，而不是文本。']);
});

describe('what a wire brings', () => {
  test('is refused with the wire to remove where it is no text and texts are needed', () => {
    const [found] = planned(graph('a:album v:viewer r:reader', 'a.shown → v.shown\na.shown → r.shown'));
    expect(found).toMatchObject({ code: 'wrong-contents', edge: 1, fix: { action: 'remove-edge', edge: 1 } });
  });

  test('may rule a setting out', () => {
    const settings = { a: { of: 'audio' }, v: { speed: 2 } };
    const found = planned(graph('a:album v:viewer', 'a.shown → v.shown', settings));
    expect(found).toMatchObject([{ code: 'bad-parameter', node: 'v', parameter: 'speed' }]);
    expect(found[0]?.message).toEqual({
      en: 'Node "v": parameter "speed" is for pictures.',
      zh: '节点“v”：参数“speed”用于图像。',
    });
  });
});

describe('a fix', () => {
  test('inserts the kind that turns one type into the other', () => {
    const [problem] = planned(graph('s:sorter l:learner', 's.rankings → l.preferences'));
    expect(problem?.fix).toEqual({
      action: 'insert-node',
      kind: 'rank',
      input: 'rankings',
      output: 'preferences',
    });
  });

  test('removes the wire where no kind helps', () => {
    expect(findConverter(kinds, 'report', ['language-model'])).toBeUndefined();
    const [problem] = planned(graph('c:source t:learner', 'c.prompts → t.preferences'));
    expect(problem).toMatchObject({ code: 'wrong-type', fix: { action: 'remove-edge', edge: 0 } });
    expect(problem?.message.en).toBe(
      'c.prompts gives Prompts, but t.preferences takes Preferences; wire Preferences to it instead.',
    );
  });
});
