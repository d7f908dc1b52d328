export type { Cell, ColumnType, TableColumn } from './columns.ts';
export { TableError } from './duckdb.ts';
export { MAXIMUM_PAGE, queryTable, type TablePage, type TableQuery } from './query.ts';
export { readTable } from './read.ts';
export { writeTable } from './write.ts';
