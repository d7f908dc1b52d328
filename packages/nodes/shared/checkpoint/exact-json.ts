import { z } from 'zod';

/** Any number, also one that is not finite. */
export const exactNumber = z.custom<number>((value) => typeof value === 'number');

/** Numbers that JSON cannot write, and minus zero, whose sign it drops. */
const NAMES = ['NaN', 'Infinity', '-Infinity', '-0'] as const;
const KEY = '$number';

/** JSON from which `parseExactJson` gets every number back bit for bit. */
export function exactJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one !== 'number') return one;
    if (Object.is(one, -0)) return { [KEY]: '-0' };
    return Number.isFinite(one) ? one : { [KEY]: String(one) };
  });
}

export function parseExactJson(text: string): unknown {
  return JSON.parse(text, (_, one: unknown) => {
    const name = one !== null && typeof one === 'object' ? (one as Record<string, unknown>)[KEY] : undefined;
    return NAMES.some((known) => known === name) ? Number(name) : one;
  });
}
