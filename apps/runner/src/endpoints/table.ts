import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Models elsewhere that nodes may call, by name. */
export const endpoints = sqliteTable('endpoints', {
  name: text().primaryKey(),
  url: text().notNull(),
  key: text(),
  author: text().notNull(),
  createdAt: integer('created_at').notNull(),
});
