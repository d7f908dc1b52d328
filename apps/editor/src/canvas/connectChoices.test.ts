import { emptyGraph } from '@heed/schema';
import { expect, test } from 'vitest';
import { connectChoices, firstChoice } from './connectChoices.ts';
import { addNode, connect, wireId } from './store/edits.ts';
import { testCatalogue as catalogue, kinds } from './store/testKinds.ts';
import { portKey } from './store/wiring.ts';

function drawn() {
  let graph = emptyGraph('test');
  for (const kind of [kinds.model, kinds.tune, kinds.judge])
    graph = addNode(graph, kind, { x: 0, y: 0 }).graph;
  return connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
}

test('a node offers its outputs with the inputs that fit them, but none of its own', () => {
  const [choice] = connectChoices(drawn(), catalogue, { node: 'tune' });
  expect(choice && portKey(choice.start)).toBe('output:tune.model');
  expect(choice?.ends.map(({ place }) => portKey(place))).toEqual(['input:judge.model']);
});

test('a free port is proposed before one whose wire would go', () => {
  const graph = connect(drawn(), { node: 'tune', port: 'model' }, { node: 'judge', port: 'model' });
  const choices = connectChoices(graph, catalogue, { node: 'model' });
  expect(choices[0]?.ends.map(({ landing }) => landing.kind)).toEqual(['taken']);
  expect(firstChoice(choices)?.end?.landing.kind).toBe('taken');
  const free = connectChoices(drawn(), catalogue, { node: 'model' });
  expect(firstChoice(free)?.end?.place.node).toBe('judge');
});

test('the end of a wire moves to ports that fit, its own place is not offered', () => {
  const graph = drawn();
  const [wire] = graph.edges.map(wireId);
  const [ahead] = connectChoices(graph, catalogue, { wire: wire ?? '' });
  expect(ahead && portKey(ahead.start)).toBe('output:model.model');
  expect(ahead?.ends.map(({ place }) => portKey(place))).toEqual(['input:judge.model']);
});

test('one port is asked about alone', () => {
  const port = { node: 'judge', port: 'model', side: 'input' as const };
  const choices = connectChoices(drawn(), catalogue, { node: 'judge', port });
  expect(choices.map(({ start }) => portKey(start))).toEqual(['input:judge.model']);
  expect(choices[0]?.ends.map(({ place }) => portKey(place))).toEqual([
    'output:model.model',
    'output:tune.model',
  ]);
});
