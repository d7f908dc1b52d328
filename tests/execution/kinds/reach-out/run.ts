import type { NodeRun } from '@heed/schema';

export const run: NodeRun<object> = async ({ endpoint }) => {
  const found = endpoint('judge');
  return { known: Number(found !== undefined), keyLength: found?.key?.length ?? 0 };
};
