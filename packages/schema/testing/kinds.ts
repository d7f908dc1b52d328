import { z } from 'zod';
import { field } from '../fields.ts';
import { GRAPH_VERSION, type Graph, graphSchema, type NodeMode } from '../graph.ts';
import { type Catalogue, defineNode, type NodeSpec } from '../node-spec.ts';
import { modalities, type PortType } from '../ports.ts';
import { text } from '../text.ts';

const about = { title: text('Thing', '东西'), help: text('A thing.', '一个东西。') };

function kind(name: string, rest: Partial<NodeSpec>): NodeSpec {
  return {
    kind: name,
    version: 1,
    category: 'data',
    title: text(`The ${name}`, `节点 ${name}`),
    summary: about.help,
    inputs: {},
    outputs: {},
    config: z.object({}),
    metrics: {},
    ...rest,
  };
}

const input = (...accepts: PortType[]) => ({ accepts, ...about });
const output = (type: PortType) => ({ type, ...about });

const source = kind('source', { outputs: { prompts: output('prompts') } });

/** Its tokenizer comes from its config, so that two of them may disagree; `size` is required. */
const model = defineNode({
  ...kind('model', {}),
  outputs: { model: output('language-model') },
  config: z.object({
    tokenizer: field(z.string().default('small'), about),
    size: field(z.int().min(1), about),
  }),
  facts: ({ tokenizer, size }) => ({
    model: { tokenizer: tokenizer.toLowerCase(), vocabularySize: size.valueOf() },
  }),
});

const tune = defineNode({
  ...kind('tune', {}),
  version: 3,
  inputs: { model: input('language-model'), prompts: { ...input('prompts'), optional: true } },
  outputs: { model: output('language-model') },
  config: z.object({ rate: field(z.number().positive().default(0.1), about) }),
  facts: (_config, inputs) => ({ model: inputs.model ?? {} }),
  migrations: {
    1: ({ speed, ...rest }) => (speed === undefined ? rest : { ...rest, pace: speed }),
    2: ({ pace, ...rest }) => (pace === undefined ? rest : { ...rest, rate: pace }),
  },
});

const compare = kind('compare', {
  inputs: { first: input('language-model'), second: input('language-model'), prompts: input('prompts') },
  outputs: { report: output('report') },
  agreements: [{ fact: 'tokenizer', ports: ['first', 'second'] }],
});

const collect = kind('collect', { inputs: { all: { ...input('prompts', 'report'), many: true } } });
const rank = kind('rank', {
  inputs: { rankings: input('rankings') },
  outputs: { preferences: output('preferences') },
});
const sorter = kind('sorter', { outputs: { rankings: output('rankings') } });
const learner = kind('learner', { inputs: { preferences: input('preferences') } });

/** Brings pictures, sounds or videos. */
const album = defineNode({
  ...kind('album', {}),
  outputs: { shown: output('completions') },
  config: z.object({
    of: field(z.enum(modalities).default('image'), about),
    title: field(z.string().default(''), about),
  }),
  facts: ({ of }) => ({ shown: { modality: of } }),
});
/** Takes all of them, and neither sounds with a speed nor a judge beside videos. */
const viewer = defineNode({
  ...kind('viewer', {}),
  inputs: { shown: { ...input('completions'), many: true, modalities } },
  config: z.object({ speed: field(z.int().default(0), about) }),
  check: ({ speed }, { shown }) => {
    if (shown?.modality === 'video') return [{ port: 'shown', detail: text('moves', '在动') }];
    return shown?.modality === 'audio' && speed > 0
      ? [{ parameter: 'speed', detail: text('is for pictures', '用于图像') }]
      : [];
  },
});
const reader = kind('reader', { inputs: { shown: input('completions') } });

/** A handful of node kinds for tests of the plan. */
export const kinds: Catalogue = new Map(
  [
    source,
    model as NodeSpec,
    tune as NodeSpec,
    compare,
    collect,
    rank,
    sorter,
    learner,
    album as NodeSpec,
    viewer as NodeSpec,
    reader,
  ].map((spec) => [spec.kind, spec]),
);

const defaults: Record<string, Record<string, unknown>> = { model: { size: 300 } };

/**
 * A graph in short: nodes as `id:kind`, wires as `a.port → b.port`.
 * `graph('s:source t:tune', 's.prompts → t.prompts')`
 */
export function graph(nodes: string, wires = '', configs: Record<string, object> = {}): Graph {
  const endpoint = (name: string) => {
    const [node, port] = name.split('.');
    return { node, port };
  };
  return graphSchema.parse({
    format: 'heed/graph',
    version: GRAPH_VERSION,
    name: 'test',
    nodes: nodes
      .split(' ')
      .filter(Boolean)
      .map((one) => {
        const [id = '', name = ''] = one.split(':');
        const config = { ...defaults[name], ...configs[id] };
        return { id, kind: name, version: kinds.get(name)?.version ?? 1, position: { x: 0, y: 0 }, config };
      }),
    edges: wires
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => {
        const [from = '', to = ''] = line.split(' → ');
        return { from: endpoint(from), to: endpoint(to) };
      }),
  });
}

/** The graph with some of its nodes off or bypassed. */
export function withModes(one: Graph, modes: Record<string, NodeMode>): Graph {
  return { ...one, nodes: one.nodes.map((node) => ({ ...node, mode: modes[node.id] })) };
}
