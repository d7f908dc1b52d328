import { describe, expect, test } from 'vitest';
import { activeGraph } from './active.ts';
import type { Graph, NodeMode } from './graph.ts';
import { plan } from './plan.ts';
import { graph, kinds, withModes } from './testing/kinds.ts';

/** base → first → second, judged beside base with prompts. */
const drawn = () =>
  graph(
    'data:source base:model first:tune second:tune end:compare',
    `base.model → first.model
     data.prompts → first.prompts
     first.model → second.model
     base.model → end.first
     second.model → end.second
     data.prompts → end.prompts`,
  );

function planned(modes: Record<string, NodeMode>, one: Graph = drawn()) {
  const { steps, problems } = plan(withModes(one, modes), kinds);
  return {
    nodes: steps.map(({ node }) => node),
    inputs: Object.fromEntries(steps.map(({ node, inputs }) => [node, inputs])),
    codes: problems.map(({ code }) => code),
  };
}

describe('a node that is off', () => {
  test('takes along what cannot run without it, and leaves the rest', () => {
    expect(planned({ second: 'off' }).nodes).toEqual(['data', 'base', 'first']);
    expect(planned({ base: 'off' }).nodes).toEqual(['data']);
  });

  test('leaves an optional input open, and the other wires into an input that takes many', () => {
    const { nodes, inputs } = planned({ data: 'off' });
    expect(nodes).toEqual(['base', 'first', 'second']);
    expect(inputs.first).toEqual({ model: [{ node: 'base', port: 'model' }] });
    const many = graph('a:source b:source c:collect', 'a.prompts → c.all\nb.prompts → c.all');
    expect(planned({ a: 'off' }, many).inputs.c).toEqual({ all: [{ node: 'b', port: 'prompts' }] });
  });

  test('is not asked whether it is right', () => {
    const half = graph('s:sorter l:learner t:tune', 's.rankings → l.preferences');
    expect(planned({ l: 'off', t: 'off' }, half)).toMatchObject({ nodes: ['s'], codes: [] });
  });
});

describe('a node that is bypassed', () => {
  test('hands its input on to whatever reads its output, through several in a row', () => {
    expect(planned({ first: 'bypass' }).inputs.second).toEqual({ model: [{ node: 'base', port: 'model' }] });
    const { nodes, inputs } = planned({ first: 'bypass', second: 'bypass' });
    expect(nodes).toEqual(['data', 'base', 'end']);
    expect(inputs.end?.second).toEqual([{ node: 'base', port: 'model' }]);
  });

  test('behind one that is off hands on that', () => {
    expect(planned({ base: 'off', first: 'bypass' })).toMatchObject({ nodes: ['data'], codes: [] });
  });

  test('with nothing of the type of its output is a problem only where that output is read', () => {
    expect(planned({ end: 'bypass' }).codes).toEqual([]);
    expect(planned({ base: 'bypass' }).codes).toContain('cannot-bypass');
  });

  test('leaves problems at the wires as they were drawn', () => {
    const one = graph(
      'a:model t:tune b:tune s:sorter',
      'a.model → t.model\nt.model → b.model\ns.rankings → b.model',
    );
    const { problems } = plan(withModes(one, { t: 'bypass' }), kinds);
    expect(problems.map(({ code, edge }) => [code, edge])).toEqual([['wrong-type', 2]]);
  });
});

test('a cycle of bypassed nodes comes to an end', () => {
  const ring = graph('a:tune b:tune c:tune', 'a.model → b.model\nb.model → a.model\nb.model → c.model');
  expect(planned({ a: 'bypass', b: 'bypass' }, ring).codes).toContain('cannot-bypass');
});

test('a graph where nothing is off or bypassed is the same graph', () => {
  const one = drawn();
  expect(activeGraph(one, kinds).graph).toBe(one);
});

test('10,000 nodes in a row with bypassed ones among them are planned', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `n${index}`);
  const wires = ids.slice(1).map((id, index) => `n${index}.model → ${id}.model`);
  const chain = graph(ids.map((id) => `${id}:${id === 'n0' ? 'model' : 'tune'}`).join(' '), wires.join('\n'));
  const modes = Object.fromEntries(ids.slice(1).map((id) => [id, 'bypass' as const]));
  expect(planned({ ...modes, n9999: 'off' }, chain).nodes).toEqual(['n0']);
});
