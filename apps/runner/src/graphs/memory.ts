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
  /** Nodes that cannot do with what the machine has. */
  problems: Problem[];
  /** Nodes that may need more than is free now. */
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
    const { least, most } = step.resources?.memory ?? { least: 0, most: 0 };
    if (least > machine.total) check.problems.push(tooMuch(step, least, machine.total, catalogue));
    else if (most > machine.free)
      check.warnings.push({ node: step.node, message: tight(step, most, machine.free, catalogue) });
  }
  return check;
}

function tooMuch(step: PlanStep, need: number, has: number, catalogue: Catalogue): Problem {
  const { lower: parameter } = step.resources ?? {};
  const [field = '', fieldZh = ''] = fieldToLower(step, catalogue);
  const sizes = { need: bytesText(need), has: bytesText(has) };
  return problem(
    'too-much-memory',
    { node: step.node, ...sizes, field, fieldZh },
    { node: step.node, ...(parameter && { parameter }) },
  );
}

/** The field of the form that lowers the need, as it is called in English and Chinese. */
function fieldToLower({ kind, resources }: PlanStep, catalogue: Catalogue): [string, string] | [] {
  const spec = catalogue.get(kind);
  const field = spec && describeConfig(spec).find(({ name }) => name === resources?.lower);
  return field ? [field.name, field.title.zh] : [];
}

function tight(step: PlanStep, need: number, free: number, catalogue: Catalogue): Localized {
  const { node } = step;
  const [wanted, left] = [bytesText(need), bytesText(free)];
  const [field, fieldZh] = fieldToLower(step, catalogue);
  return text(
    `Node "${node}" needs up to ${wanted} of memory where texts are as long as the model's context, and ${left} is free now; ${field ? `lower its "${field}" or ` : ''}close other programs.`,
    `若文本填满模型的上下文，节点“${node}”最多需要 ${wanted} 内存，而目前空闲 ${left}；请${fieldZh ? `减小其“${fieldZh}”或` : ''}关闭其他程序。`,
  );
}
