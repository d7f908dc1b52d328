import { join } from 'node:path';
import { type InputArtifact, type NodeContext, NodeError, TABLE_FILE, text } from '@heed/schema';
import { readTable } from '@heed/tables';
import type { z } from 'zod';

type Inputs = Pick<NodeContext, 'inputs' | 'nodeId'>;

/** The artifact at an input that the plan guarantees to be wired. */
export function inputArtifact({ inputs, nodeId }: Inputs, port: string): InputArtifact {
  const [artifact] = inputs[port] ?? [];
  if (artifact) return artifact;
  throw new NodeError(
    text(
      `Node "${nodeId}" got nothing at its input "${port}"; wire it.`,
      `节点“${nodeId}”的输入“${port}”没有内容；请连线。`,
    ),
  );
}

/** All rows of the table at an input, checked against their schema. Throws when there are none. */
export async function inputRows<Row extends z.ZodObject>(
  context: Inputs,
  port: string,
  schema: Row,
): Promise<z.infer<Row>[]> {
  const { directory } = inputArtifact(context, port);
  const rows = await readTable(join(directory, TABLE_FILE), schema);
  if (rows.length > 0) return rows;
  throw new NodeError(
    text(
      `The input "${port}" of node "${context.nodeId}" holds 0 records; look at the node before it, or wire an output of it that has some.`,
      `节点“${context.nodeId}”的输入“${port}”为空（0 条）；请检查上游节点，或改接其有数据的输出。`,
    ),
  );
}
