import { bytesText, type MachineMemory, machineMemory } from '@heed/nodes/machine.ts';
import {
  type Catalogue,
  describeConfig,
  type Localized,
  type PlanStep,
  type Problem,
  problem,
  text,
} from '@heed/schema';

/** What a plan asks of the machine's memory, node by node. */
export interface MemoryCheck {
  /** Nodes that need more than the machine has. */
  problems: Problem[];
  /** Nodes that need more than is free now. */
  warnings: { node: string; message: Localized }[];
}

/** Compares what each node is estimated to need with what there is; nodes whose need is not known pass. */
export function checkMemory(
  steps: readonly PlanStep[],
  catalogue: Catalogue,
  machine: MachineMemory = machineMemory(),
): MemoryCheck {
  const check: MemoryCheck = { problems: [], warnings: [] };
  for (const step of steps) {
    const need = step.resources?.memoryBytes ?? 0;
    if (need > machine.total) check.problems.push(tooMuch(step, need, machine.total, catalogue));
    else if (need > machine.free)
      check.warnings.push({ node: step.node, message: tight(step.node, need, machine.free) });
  }
  return check;
}

function tooMuch(step: PlanStep, need: number, has: number, catalogue: Catalogue): Problem {
  const { lower } = step.resources ?? {};
  const spec = catalogue.get(step.kind);
  const title = spec && describeConfig(spec).find(({ name }) => name === lower)?.title;
  const sizes = { need: bytesText(need), has: bytesText(has) };
  return problem(
    'too-much-memory',
    { node: step.node, ...sizes, field: lower ?? '', fieldZh: title?.zh ?? lower ?? '' },
    { node: step.node, ...(lower && { parameter: lower }) },
  );
}

function tight(node: string, need: number, free: number): Localized {
  const [wanted, left] = [bytesText(need), bytesText(free)];
  return text(
    `Node "${node}" may need up to ${wanted} of memory, and ${left} is free now; close other programs or expect it to be slow or to fail.`,
    `节点“${node}”最多可能需要 ${wanted} 内存，而目前空闲 ${left}；请关闭其他程序，否则可能变慢或失败。`,
  );
}
