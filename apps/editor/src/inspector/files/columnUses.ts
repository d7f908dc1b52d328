import { describeConfig, type FieldDescription, type NodeSpec, type RawConfig } from '@heed/schema';
import { isShown } from '../fieldErrors.ts';

interface ColumnUses {
  /** By column, the setting that names it: `prompt` → "Prompt column". */
  used: Map<string, FieldDescription>;
  /** Settings that name a column which is not there. */
  lacking: { column: string; field: FieldDescription }[];
}

/** Kinds call the settings that name a column so: `promptColumn`. */
const namesColumn = ({ name }: FieldDescription) => name.endsWith('Column');

/** Which settings of a node name which columns of its file. */
export function columnUses(spec: NodeSpec, config: RawConfig, columns: readonly string[]): ColumnUses {
  const fields = describeConfig(spec);
  const currentOf = (name: string) => config[name] ?? fields.find((field) => field.name === name)?.default;
  const named = fields.flatMap((field) => {
    const column = currentOf(field.name);
    const counts = namesColumn(field) && isShown(field, currentOf);
    return counts && typeof column === 'string' && column !== '' ? [{ column, field }] : [];
  });
  return {
    used: new Map(
      named.filter(({ column }) => columns.includes(column)).map((one) => [one.column, one.field]),
    ),
    lacking: named.filter(({ column, field }) => !columns.includes(column) && !field.advanced),
  };
}
