import { comparisonRow } from '@heed/schema';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../api/client.ts';

/** As many rows as one request may bring. */
const PAGE = 1000;
/** Ordering by a difference needs the rows at hand; beyond this only the first ones are. */
export const MAX_COMPARED = 5000;

/** Reads the rows of a comparison, up to a number that can be ordered at hand, and how many there are. */
export async function readComparison(id: string, file: string) {
  const first = await api.artifacts.rows.query({ id, file, offset: 0, limit: PAGE });
  const last = Math.min(first.total, MAX_COMPARED);
  const offsets = Array.from({ length: Math.max(0, Math.ceil(last / PAGE) - 1) }, (_, n) => (n + 1) * PAGE);
  const pages = await Promise.all(
    offsets.map((offset) => api.artifacts.rows.query({ id, file, offset, limit: PAGE })),
  );
  const rows = [first, ...pages].flatMap((page) => page.rows);
  return { rows: z.array(comparisonRow).parse(rows), total: first.total };
}

/** The rows of a comparison file and how many there are in all. */
export function useComparison(artifact: string, file: string) {
  return useQuery(
    queryOptions({
      queryKey: ['comparison', artifact, file],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: () => readComparison(artifact, file),
    }),
  );
}
