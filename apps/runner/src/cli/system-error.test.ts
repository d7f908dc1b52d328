import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseFilled } from './new-folder.ts';
import { asSentence } from './system-error.ts';

function thrownBy(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

test('a file where a folder is to be is named in a sentence, and never replaced', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heed-folder-'));
  const file = join(folder, 'notes.txt');
  writeFileSync(file, 'mine');
  await expect(refuseFilled(file)).rejects.toThrow(`${file} is a file, not a folder; name a new folder.`);
  await expect(refuseFilled(folder)).rejects.toThrow('is not empty');
  await expect(refuseFilled(join(folder, 'new'))).resolves.toBeUndefined();
  const taken = asSentence(thrownBy(() => mkdirSync(file, { recursive: true })));
  expect(taken).toMatchObject({
    localized: { en: `${file} cannot be written: a file has this name; name another folder.` },
  });
  const below = asSentence(thrownBy(() => mkdirSync(join(file, 'data'), { recursive: true })));
  expect(below).toMatchObject({
    localized: { en: expect.stringContaining('a part of this path is a file, not a folder') },
  });
  const other = new Error('something else');
  expect(asSentence(other)).toBe(other);
  rmSync(folder, { recursive: true });
});
