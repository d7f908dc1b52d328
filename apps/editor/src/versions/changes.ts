import type { GraphDiff } from '@heed/schema';
import type { Describe } from './useDescribe.ts';
import type { useVersionWords } from './words.ts';

export interface ChangeLine {
  kind: 'added' | 'removed' | 'changed';
  /** What it is about. */
  title: string;
  /** Of a changed field. */
  before?: string;
  after?: string;
}

/** A difference of two versions line by line: things that came, things that went, fields with both values. */
export function changeLines(
  diff: GraphDiff,
  describe: Describe,
  words: ReturnType<typeof useVersionWords>,
): ChangeLine[] {
  const fields = (title: string, changes: GraphDiff['graph'], node?: string): ChangeLine[] =>
    changes.map(({ field, before, after }) => ({
      kind: 'changed',
      title: words('fieldOf', { thing: title, field: describe.field(field, node) }),
      before: describe.value(before),
      after: describe.value(after),
    }));
  const things = (kind: 'note' | 'group' | 'parameter', { added, removed, changed }: GraphDiff['notes']) => {
    const name = (id: string) => words(`thing-${kind}`, { id });
    return [
      ...added.map((id): ChangeLine => ({ kind: 'added', title: name(id) })),
      ...removed.map((id): ChangeLine => ({ kind: 'removed', title: name(id) })),
      ...changed.flatMap((one) => fields(name(one.id), one.fields)),
    ];
  };
  const { nodes, wires } = diff;
  return [
    ...fields(words('pipeline'), diff.graph),
    ...nodes.added.map(({ id, kind }): ChangeLine => ({ kind: 'added', title: describe.node(id, kind) })),
    ...nodes.removed.map(({ id, kind }): ChangeLine => ({ kind: 'removed', title: describe.node(id, kind) })),
    ...nodes.changed.flatMap((one) => fields(describe.node(one.id), one.fields, one.id)),
    ...wires.added.map((wire): ChangeLine => ({ kind: 'added', title: words('wire', wire) })),
    ...wires.removed.map((wire): ChangeLine => ({ kind: 'removed', title: words('wire', wire) })),
    ...things('note', diff.notes),
    ...things('group', diff.groups),
    ...things('parameter', diff.parameters),
  ];
}
