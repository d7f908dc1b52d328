import type { NodeRun } from '@heed/schema';

export const run: NodeRun<object> = async ({ device }) => {
  const reason = { en: 'there is no graphics device', zh: '没有图形设备' };
  device({ device: 'cpu', threads: 2, rejected: [{ device: 'webgpu', reason }] });
  return {};
};
