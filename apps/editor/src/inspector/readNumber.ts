const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Thousands set apart by a comma, a space, an apostrophe or an underscore: `12,500` and `12 500`. */
const GROUPED = /^[+-]?\d{1,3}([,\s'_]\d{3})+(\.\d+)?$/;

/**
 * A number as people write or paste it: `0.05`, `1e-3`, `12,500`, `１２８` with the wide digits of a Chinese keyboard.
 * Undefined for anything else, so that nothing is taken for a number that was meant otherwise.
 */
export function readNumber(raw: string): number | undefined {
  const typed = raw.normalize('NFKC').replace('\u2212', '-').trim();
  const plain = GROUPED.test(typed) ? typed.replace(/[,\s'_]/g, '') : typed;
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
