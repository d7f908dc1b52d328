import type { NodeRun } from '@heed/schema';

await new Promise(() => {});

export const run: NodeRun<object> = async () => ({});
