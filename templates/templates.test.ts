import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadCatalogue } from '@heed/nodes/catalogue.ts';
import { readMedia } from '@heed/nodes/media-source/read-media.ts';
import {
  type Endpoint,
  type Graph,
  type GraphFile,
  messageIn,
  parseGraph,
  parseGraphText,
  plan,
} from '@heed/schema';
import { describe, expect, test } from 'vitest';
import { nodeSize, portY } from '../apps/editor/src/canvas/nodeGeometry.ts';
import { madeFiles, shippedPipelines } from './make.ts';
import { runPipeline } from './testing/run-pipeline.ts';

const folder = import.meta.dirname;
const catalogue = await loadCatalogue();
const pipelines = await shippedPipelines();
const made = [...(await madeFiles())].map(([file, content]) => ({ name: basename(file), file, content }));

/** Longer than any of them takes on a machine that does three other things. */
const PATIENCE_MS = 120_000;

/** A title with as many letters is cut on a node. */
const LONGEST_TITLE = 24;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

/** Points along a wire: a curve that leaves to the right and arrives from the left, as on the canvas. */
function along(from: Point, to: Point): Point[] {
  const gap = to.x - from.x;
  const reach = gap >= 0 ? gap / 2 : 6.25 * Math.sqrt(-gap);
  return Array.from({ length: 41 }, (_, index) => {
    const [t, u] = [index / 40, 1 - index / 40];
    const mix = (a: number, b: number, c: number, d: number) =>
      u ** 3 * a + 3 * u ** 2 * t * b + 3 * u * t ** 2 * c + t ** 3 * d;
    return { x: mix(from.x, from.x + reach, to.x - reach, to.x), y: mix(from.y, from.y, to.y, to.y) };
  });
}

/** Where the nodes and notes of a pipeline stand. */
function boxesOf(graph: GraphFile): (Box & { id: string })[] {
  return [
    ...graph.nodes.map(({ id, kind, position }) => {
      const spec = catalogue.get(kind) ?? { inputs: {}, outputs: {} };
      return { id, ...position, ...nodeSize(spec) };
    }),
    ...graph.notes.map(({ id, position, width = 0, height = 0 }) => ({ id, ...position, width, height })),
  ];
}

function isInside({ x, y }: Point, box: Box): boolean {
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
}

function overlap(one: Box, other: Box): boolean {
  const apart = (from: 'x' | 'y', size: 'width' | 'height') =>
    one[from] + one[size] <= other[from] || other[from] + other[size] <= one[from];
  return !apart('x', 'width') && !apart('y', 'height');
}

test.each(made)('$name is what its script writes', async ({ file, content }) => {
  const saved = await readFile(file).catch(() => Buffer.of());
  expect(saved.equals(Buffer.from(content as string)), 'run: npm exec -- node templates/make.ts').toBe(true);
});

test('the data beside the pipelines stays small', () => {
  const data = made.filter(({ name }) => name.endsWith('.jsonl') && name !== 'conversations.jsonl');
  expect(data.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)).toBeLessThan(300_000);
  const media = made.filter(({ name }) => /\.(png|wav)$/.test(name));
  expect(media.length).toBeGreaterThan(0);
  expect(media.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThan(200_000);
});

test('the answers to compare differ, so that every one of the forty pairs can be judged', () => {
  const file = made.find(({ name }) => name === 'answers.jsonl');
  const pairs = String(file?.content)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).completion as string[]);
  expect(pairs).toHaveLength(40);
  for (const pair of pairs) expect(new Set(pair).size).toBe(2);
});

test('the sample videos are those of their table, whole, of two seconds, and small', async () => {
  const table = await readFile(join(folder, 'samples/videos.jsonl'), 'utf8');
  const named = table
    .trim()
    .split('\n')
    .flatMap((line) => JSON.parse(line).files as string[]);
  expect((await readdir(join(folder, 'samples/videos'))).map((name) => `videos/${name}`)).toEqual(
    named.sort(),
  );
  const films = named.map((name) => readMedia(join(folder, 'samples'), name, 'video'));
  for (const { type, width, height, seconds } of films)
    expect({ type, width, height, seconds }).toEqual({
      type: 'video/webm',
      width: 160,
      height: 160,
      seconds: 2,
    });
  expect(films.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(150_000);
  expect(new Set(films.map(({ path }) => path)).size).toBe(named.length);
});

describe.each([...pipelines])('the template %s', (name, { graph, tiny }) => {
  test('speaks both languages, reads as it was written, and has no problem', async () => {
    const file = join(folder, `${name}.json`);
    const json = await readFile(file, 'utf8');
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(graph)));
    const [saved, chinese] = [parseGraphText(json, file, 'en'), parseGraphText(json, file, 'zh')];
    expect(plan(saved, catalogue).problems).toEqual([]);
    expect(graph.description?.en).toMatch(/[.]$/);
    expect(graph.description?.zh).toMatch(/。$/);
    const said = ({ name, nodes, notes }: Graph) => [
      ...[name, ...nodes.map(({ label = '' }) => label)],
      ...notes.map(({ text }) => text),
    ];
    for (const words of said(saved)) expect(words).not.toMatch(/\p{Script=Han}/u);
    for (const words of said(chinese)) expect(words).toMatch(/\p{Script=Han}/u);
    expect(graph.needs?.data).toBeDefined();
    for (const { node, field } of graph.parameters) {
      const kind = graph.nodes.find(({ id }) => id === node)?.kind ?? '';
      expect(Object.keys(catalogue.get(kind)?.config.shape ?? {}), `${node}.${field}`).toContain(field);
    }
  });

  test('is laid out so that nothing lies on anything else, and no title is cut', () => {
    const boxes = boxesOf(graph);
    const overlapping = boxes.flatMap((one, index) =>
      boxes.slice(index + 1).flatMap((other) => (overlap(one, other) ? [`${one.id} and ${other.id}`] : [])),
    );
    expect(overlapping).toEqual([]);
    for (const { label } of graph.nodes)
      expect(messageIn(label ?? '', 'en').length, messageIn(label ?? '', 'en')).toBeLessThan(LONGEST_TITLE);
  });

  test('is laid out so that no wire runs behind anything', () => {
    const boxes = boxesOf(graph);
    const end = ({ node, port }: Endpoint, side: 'inputs' | 'outputs') => {
      const box = boxes.find(({ id }) => id === node) as Box;
      const kind = graph.nodes.find(({ id }) => id === node)?.kind ?? '';
      const row = Object.keys(catalogue.get(kind)?.[side] ?? {}).indexOf(port);
      return { x: box.x + (side === 'outputs' ? box.width : 0), y: box.y + portY(row) };
    };
    const hidden = graph.edges.flatMap(({ from, to }) => {
      const points = along(end(from, 'outputs'), end(to, 'inputs'));
      return boxes
        .filter(({ id }) => id !== from.node && id !== to.node)
        .filter((box) => points.some((point) => isInside(point, box)))
        .map(({ id }) => `${from.node}.${from.port} to ${to.node}.${to.port} behind ${id}`);
    });
    expect(hidden).toEqual([]);
  });

  test('runs to its end, or to its people, with tiny settings', { timeout: PATIENCE_MS }, async () => {
    const { results, waiting } = await runPipeline(parseGraph(graph), { settings: tiny, catalogue, folder });
    if (waiting) expect(graph.nodes.find(({ id }) => id === waiting)?.kind).toBe('human-labeling');
    else expect(Object.keys(results)).toHaveLength(graph.nodes.length);
  });
});
