/** What labelers' pages say was played of the sounds and videos of a task. */
export const playedShares = 'ALTER TABLE judgements ADD COLUMN played TEXT;';
