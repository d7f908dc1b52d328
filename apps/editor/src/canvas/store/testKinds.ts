import { type Catalogue, defineNode, type NodeSpec, type PortType, text } from '@heed/schema';
import { z } from 'zod';

const words = text('x', '某');

function kind(
  name: string,
  inputs: Record<string, PortType>,
  outputs: Record<string, PortType>,
  more: Partial<NodeSpec> = {},
): NodeSpec {
  const named = <Port>(ports: Record<string, PortType>, make: (type: PortType) => Port) =>
    Object.fromEntries(Object.entries(ports).map(([port, type]) => [port, make(type)]));
  return defineNode({
    kind: name,
    version: 1,
    category: 'model',
    title: text(name, name),
    summary: words,
    inputs: named(inputs, (type) => ({ accepts: [type], title: words, help: words })),
    outputs: named(outputs, (type) => ({ type, title: words, help: words })),
    config: z.object({}),
    metrics: {},
    ...more,
  });
}

/** Small node kinds for tests of the canvas: a model, a step that tunes it, and one that compares two. */
export const kinds = {
  model: kind(
    'model',
    {},
    { model: 'language-model' },
    {
      facts: (_config, _inputs, nodeId) => ({ model: { tokenizer: nodeId } }),
    },
  ),
  tune: kind(
    'tune',
    { model: 'language-model' },
    { model: 'language-model' },
    {
      facts: (_config, inputs) => ({ model: inputs.model ?? {} }),
    },
  ),
  judge: kind('judge', { model: 'language-model' }, { preferences: 'preferences' }),
  reward: kind('reward', { preferences: 'preferences' }, { model: 'reward-model' }),
  compare: kind(
    'compare',
    { first: 'language-model', second: 'language-model' },
    {},
    {
      agreements: [{ fact: 'tokenizer', ports: ['first', 'second'] }],
    },
  ),
};

export const testCatalogue: Catalogue = new Map(Object.entries(kinds));
