import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import type { Filters } from './tableFilters.ts';
import type { Column, Row } from './view.ts';

/** Rows fetched together. */
export const PAGE_SIZE = 100;

/** Which table, in which order, filtered by what. */
export interface TableQuery {
  artifact: string;
  /** A file inside the artifact; its one table without it. */
  file?: string;
  sort?: string;
  descending?: boolean;
  search?: string;
  filters?: Filters;
}

export interface RowPages {
  columns: readonly Column[];
  total: number;
  /** Undefined while the row's page is on its way. */
  row(index: number): Row | undefined;
  isLoading: boolean;
  /** The first page shown still answers an earlier question. */
  isStale: boolean;
  error: unknown;
  retry(): void;
}

/** The pages that hold the rows from `first` to `last`. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_SIZE);
  const to = Math.floor(Math.max(first, last, 0) / PAGE_SIZE);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function pageOptions({ artifact, ...query }: TableQuery, page: number) {
  return trpc.artifacts.rows.queryOptions(
    { id: artifact, ...query, offset: page * PAGE_SIZE, limit: PAGE_SIZE },
    { staleTime: Number.POSITIVE_INFINITY },
  );
}

/** Reads the pages of a table that are on screen; the rest stays at the runner. */
export function useRowPages(query: TableQuery, first: number, last: number): RowPages {
  const head = useQuery({ ...pageOptions(query, 0), placeholderData: keepPreviousData });
  const numbers = pagesOf(first, last).filter((page) => page > 0);
  const others = useQueries({ queries: numbers.map((page) => pageOptions(query, page)) });
  const pages = new Map(numbers.map((page, index) => [page, others[index]?.data?.rows]));
  const failed = [head, ...others].find(({ error }) => error);
  return {
    columns: head.data?.columns ?? [],
    total: head.data?.total ?? 0,
    row: (index) => {
      const page = Math.floor(index / PAGE_SIZE);
      return (page === 0 ? head.data?.rows : pages.get(page))?.[index % PAGE_SIZE];
    },
    isLoading: head.isPending,
    isStale: head.isPlaceholderData,
    error: failed?.error,
    retry: () => void failed?.refetch(),
  };
}
