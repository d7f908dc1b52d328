/** Tasks whose right answer a run brought along; the next run says anew which these are, and what people marked stays. */
export const knownTasks = 'ALTER TABLE tasks ADD COLUMN gold_asked INTEGER NOT NULL DEFAULT 0;';
