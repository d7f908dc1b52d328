import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Command } from './command.ts';
import { diamond } from './graphs.ts';
import { temporaryFolder } from './harness.ts';

/** Runs `heed` with the kinds that ship, to its end. */
async function heed(args: string[], cwd: string) {
  const command = new Command(args, cwd);
  const { code } = await command.end();
  return { code, stdout: command.stdout, stderr: command.stderr };
}

it('heed templates lists them, shows one with its parameters, and copies one with its data', async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, '.heed/templates'), { recursive: true });
  const mine = JSON.stringify({ ...diamond(), name: 'My own' });
  writeFileSync(join(folder.path, '.heed/templates/mine.json'), mine);
  const listed = await heed(['templates'], folder.path);
  expect(listed.code).toBe(0);
  expect(listed.stdout).toMatch(/^mine +My own$/m);
  expect(listed.stdout).toMatch(/^reward-from-preferences +Reward model from a preference file/m);

  const shown = await heed(['templates', 'show', 'ranking-bradley-terry'], folder.path);
  expect(shown.stdout).toContain('--set method="bradley-terry"  Method');
  expect(shown.stdout).toContain('Time: about 1 min');
  const unknown = await heed(['templates', 'show', 'nothing'], folder.path);
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    expect.stringMatching(/no template "nothing"; there are mine, /),
  ]);

  const copied = await heed(['templates', 'copy', 'reward-from-preferences', 'here'], folder.path);
  expect(copied.code).toBe(0);
  const here = join(folder.path, 'here');
  expect(readdirSync(here).sort()).toEqual(['feedback', 'reward-from-preferences.json']);
  expect(existsSync(join(here, 'feedback/preferences.jsonl'))).toBe(true);
  expect(JSON.parse(readFileSync(join(here, 'reward-from-preferences.json'), 'utf8')).format).toBe(
    'heed/graph',
  );
  const again = await heed(['templates', 'copy', 'reward-from-preferences', 'here'], folder.path);
  expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/is there already/)]);
});
