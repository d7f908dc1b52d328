/** Log lines in Chinese beside the English text; null where a line is the same in both. */
export const logLanguages = `
ALTER TABLE log_lines ADD COLUMN zh TEXT;
`;
