const codes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** Did something fail since there is no room on the disk? Looks at its causes too; DuckDB tells it only in words. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (codes.has((error as NodeJS.ErrnoException).code)) return true;
  return /no space left on device|disk quota exceeded/i.test(error.message) || isDiskFull(error.cause);
}
