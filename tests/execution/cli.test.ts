import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { heed, startHeed } from './command.ts';
import { diamond, graph } from './graphs.ts';
import { temporaryFolder } from './harness.ts';

/** A folder with a graph file in it. */
function project(wanted: Graph | string) {
  const folder = temporaryFolder();
  const text = typeof wanted === 'string' ? wanted : JSON.stringify(wanted);
  writeFileSync(join(folder.path, 'graph.json'), text);
  return folder;
}

describe('heed run', () => {
  it('ends with a result line of numbers and artifacts, and exit code 0', async () => {
    using folder = project(graph({ a: { kind: 'emit', file: 'texts/in.txt' } }));
    mkdirSync(join(folder.path, 'texts'));
    writeFileSync(join(folder.path, 'texts/in.txt'), 'beside the graph');
    const { code, command, stderr } = await heed(['run', 'graph.json', '--json'], folder.path);
    expect([code, stderr]).toEqual([0, '']);
    const result = command.json.at(-1) as { run: string; artifacts: Record<string, { path: string }> };
    expect(result).toMatchObject({ type: 'result', status: 'succeeded', metrics: { 'a.length': 16 } });
    expect(readFileSync(join(result.artifacts['a.out']?.path ?? '', 'text.txt'), 'utf8')).toMatch(/^beside/);
    expect(command.json.map(({ type }) => type)).toContain('node-state');
    const copied = await heed(['export', result.run, 'a', 'copy'], folder.path);
    expect([copied.code, readdirSync(join(folder.path, 'copy'))]).toEqual([0, ['text.txt']]);
    const again = await heed(['export', result.run, 'a', 'copy'], folder.path);
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/not empty/)]);
  });

  it('runs a part: to a node, from a node, from the failure', async () => {
    using folder = project(diamond({ file: 'late.txt' }));
    const failed = await heed(['run', 'graph.json', '--json'], folder.path);
    expect(failed.code).toBe(1);
    const to = await heed(['run', 'graph.json', '--to', 'b'], folder.path);
    expect([to.code, to.stdout]).toEqual([0, expect.stringMatching(/^b: from the cache/m)]);
    writeFileSync(join(folder.path, 'late.txt'), 'here');
    const again = await heed(['run', 'graph.json', '--from', 'a', '--to', 'joined'], folder.path);
    expect([again.code, again.stdout]).toEqual([
      0,
      expect.stringContaining('a: runs, because a run from this node on was asked for'),
    ]);
    const none = await heed(['run', 'graph.json', '--from-failure'], folder.path);
    expect([none.code, none.stderr]).toEqual([2, expect.stringMatching(/has no failed node/)]);
    const nowhere = await heed(['run', 'graph.json', '--to', 'z'], folder.path);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      2,
      'There is no node "z" in this graph; its nodes are a, b, joined.\n',
    ]);
  });

  it('prints the figures of reports with their goals, and the first five pairs of a comparison', async () => {
    using folder = project(graph({ a: { kind: 'emit' }, m: { kind: 'measure' } }, 'a.out > m.in'));
    const { code, stdout } = await heed(['run', 'graph.json'], folder.path);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Win rate\s+│ 80.0%\s+│ 70.0% to 90.0% +│ at least 70% +│ yes/);
    expect(stdout.match(/^ {2}after /gm)).toHaveLength(5);
  });

  it('fails with exit code 1 and the sentence of the node', async () => {
    using folder = project(graph({ a: { kind: 'emit', file: 'gone.txt' } }));
    const { code, stderr, command } = await heed(['run', 'graph.json', '--json'], folder.path);
    const sentence = `Node "a" failed: The file ${join(folder.path, 'gone.txt')} does not exist; check the path.`;
    expect([code, stderr]).toEqual([1, `${sentence}\n`]);
    expect(command.json.at(-2)).toEqual({ type: 'error', message: sentence });
    expect(command.json.at(-1)).toMatchObject({ type: 'result', status: 'failed' });
    expect(readdirSync(join(folder.path, '.heed/staging'))).toEqual([]);
  });

  it('ends with exit code 3 when people are needed, and says how to let them in', async () => {
    using folder = project(graph({ people: { kind: 'ask' } }));
    const { code, stdout } = await heed(['run', 'graph.json'], folder.path);
    expect(code).toBe(3);
    expect(stdout).toContain('heed serve --data .heed');
  });

  it('cancels on Ctrl-C with exit code 130 and leaves nothing half-written', async () => {
    using folder = project(graph({ a: { kind: 'slow', steps: 2000 } }));
    await using command = startHeed(['run', 'graph.json', '--json'], folder.path);
    await command.until(/"type":"progress"/);
    command.child.kill('SIGINT');
    expect((await command.end()).code).toBe(130);
    expect(command.json.at(-1)).toMatchObject({ type: 'result', status: 'cancelled', artifacts: {} });
    expect(readdirSync(join(folder.path, '.heed/staging'))).toEqual([]);
    const list = await heed(['runs', 'list', '--json'], folder.path);
    expect(list.command.json).toMatchObject([{ graphName: 'test', state: 'cancelled' }]);
  });
});

describe('wrong input', () => {
  const cycle = graph({ a: { kind: 'join' }, b: { kind: 'join' } }, 'a.out > b.in', 'b.out > a.in');
  const wrongWire = graph({ a: { kind: 'reward' }, b: { kind: 'join' } }, 'a.judge > b.in');
  it.each([
    ['a cycle', cycle, [], /^The wires form a cycle: a → b → a/m],
    ['a missing input', graph({ a: { kind: 'join' } }), [], /^Node "a" needs a wire at its input "in"/m],
    ['a wrong wire', wrongWire, [], /^a\.judge gives Reward function, but b\.in takes Prompts/m],
    ['an unknown parameter', diamond(), ['--set', 'a.txt=x'], /no parameter "txt"; did you mean "text"\?/],
    ['an unknown node', diamond(), ['--set', 'z.text=x'], /There is no node "z"/],
    ['a setting of the wrong type', diamond(), ['--set', 'a.text=3'], /Node "a": parameter "text"/],
    ['a seed that is no number', diamond(), ['--set', 'seed=x'], /wrong at seed/],
    ['a file that is not JSON', '{"format":', [], /graph\.json is not valid JSON/],
  ])('%s is refused with exit code 2 and one sentence', async (_, wanted, options, sentence) => {
    using folder = project(wanted);
    const { code, stderr, stdout } = await heed(['run', 'graph.json', ...options], folder.path);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(folder.path, '.heed'))).toBe(false);
  });

  it('a missing graph file is refused before anything is written', async () => {
    using folder = temporaryFolder();
    const { code, stderr } = await heed(['run', 'none.json'], folder.path);
    expect([code, stderr]).toEqual([2, expect.stringContaining('none.json does not exist')]);
    expect(existsSync(join(folder.path, '.heed'))).toBe(false);
  });

  it('an unknown option or command is bad usage', async () => {
    using folder = project(diamond());
    expect((await heed(['run', 'graph.json', '--wat'], folder.path)).code).toBe(2);
    expect((await heed(['fly'], folder.path)).code).toBe(2);
    const never = await heed(['run', 'graph.json', '--checkpoint-every', 'never'], folder.path);
    expect([never.code, never.stderr]).toEqual([2, expect.stringContaining('a number of seconds from 0')]);
  });

  it('is named by validate as well, as JSON where asked for', async () => {
    using folder = project(cycle);
    const { code, command } = await heed(['validate', 'graph.json', '--json'], folder.path);
    expect(code).toBe(2);
    expect(command.json).toEqual([{ type: 'error', message: expect.stringContaining('cycle') }]);
    writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(diamond()));
    const valid = await heed(['validate', 'graph.json'], folder.path);
    expect([valid.code, valid.stdout]).toEqual([
      0,
      expect.stringMatching(/^graph\.json is valid: a → b → joined\n[\s\S]*Time and disk are unknown/),
    ]);
    expect(existsSync(join(folder.path, '.heed'))).toBe(false);
  });
});
