import { readFile } from 'node:fs/promises';

/** The text of a file; throws one sentence that names it when it is missing. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(missing ? `${file} is missing.` : `${file} cannot be read: ${(error as Error).message}`);
  }
}

/** The object in a JSON file; throws one sentence that names the file when it holds none. */
export async function readJsonObject(file: string): Promise<Record<string, unknown>> {
  const text = await readText(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error(`${file} must hold a JSON object.`);
}
