import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A prompt with the answers to it that somebody marked, and where they were seen. */
export const flags = sqliteTable('flags', {
  id: text().primaryKey(),
  run: text().notNull(),
  node: text().notNull(),
  /** The table that they stand in; null while the node was at work. */
  artifact: text(),
  file: text(),
  /** The step of the curves that sampled them. */
  step: integer(),
  prompt: text().notNull(),
  answers: text({ mode: 'json' }).$type<string[]>().notNull(),
  note: text().notNull(),
  author: text().notNull(),
  createdAt: integer('created_at').notNull(),
  /** The pipeline that puts them before labelers. */
  sentTo: text('sent_to'),
});
