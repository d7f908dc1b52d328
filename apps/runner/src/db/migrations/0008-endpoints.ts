/** Models elsewhere that nodes may call. An owner adds them; nobody reads their keys again. */
export const endpointsTable = `
CREATE TABLE endpoints (
  name TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  key TEXT,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
`;
