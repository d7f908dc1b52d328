export type { Cell, ColumnType, TableColumn } from './columns.ts';
export { TableError } from './duckdb.ts';
export type { Condition, Filters, Selection } from './filters.ts';
export { MAXIMUM_PAGE, queryTable, type TablePage, type TableQuery } from './query.ts';
export { readTable, streamTable } from './read.ts';
export {
  type ColumnHistogram,
  type DistinctValues,
  distinctValues,
  histogramOf,
} from './summaries.ts';
export { writeTable } from './write.ts';
