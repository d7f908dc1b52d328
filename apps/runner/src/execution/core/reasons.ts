import type { Localized } from '@heed/schema';
import type { NodeRecord } from './node-record.ts';
import type { SchedulerLimits } from './state.ts';

/** Why an attempt is lost that was under way when the runner ended. */
export function runnerStopped(node: string): Localized {
  return {
    en: `The runner stopped while "${node}" was running; it goes on from its last checkpoint.`,
    zh: `节点“${node}”运行时，运行器意外停止；将从最近的检查点继续。`,
  };
}

/** Why the scheduler had a process killed; undefined where it ended by itself. */
export function whyLost(
  limits: SchedulerLimits,
  node: string,
  fault: NodeRecord['fault'],
): Localized | undefined {
  const seconds = (ms: number) => Math.round(ms / 100) / 10;
  if (fault === 'silent') {
    const silence = seconds(limits.leaseMs);
    return {
      en: `The process of "${node}" gave no sign of life for ${silence} s and was ended; see whether the machine is out of memory.`,
      zh: `“${node}”的进程已有 ${silence} 秒没有响应，已被终止；请检查机器内存是否耗尽。`,
    };
  }
  if (fault === 'never-started') {
    const patience = seconds(limits.startMs);
    return {
      en: `The process of "${node}" did not load its code within ${patience} s and was ended; look for an import in its run.ts that never finishes.`,
      zh: `“${node}”的进程在 ${patience} 秒内未能加载代码，已被终止；请检查其 run.ts 中是否有无法完成的导入。`,
    };
  }
  return undefined;
}
