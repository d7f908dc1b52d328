import { describeConfig, type Graph, type MergeConflict } from '@heed/schema';
import { useCatalogue } from '../canvas/store/useGraphStore.ts';
import { useText } from '../i18n/language.ts';
import { shortPath } from '../inspector/files/shortPath.ts';
import { plainFields } from './plainFields.ts';
import { useVersionWords } from './words.ts';

const LONGEST_VALUE = 300;

/** Says in words what a change of a pipeline is about. */
export interface Describe {
  /** `PPO (ppo)`, or the name that a person gave it. */
  node(id: string, kind?: string): string;
  /** The title of a field of a node, a note, a group, or the pipeline. */
  field(name: string, node?: string): string;
  value(value: unknown): string;
  conflict(conflict: MergeConflict): string;
}

/** Names are taken from these states of the pipeline, the first that has the thing. */
export function useDescribe(...graphs: readonly Graph[]): Describe {
  const words = useVersionWords();
  const text = useText();
  const catalogue = useCatalogue();
  const nodeOf = (id: string) => {
    for (const { nodes } of graphs) {
      const found = nodes.find((node) => node.id === id);
      if (found) return found;
    }
    return undefined;
  };
  const titleOf = (kind: string) => {
    const spec = catalogue.get(kind);
    return spec ? text(spec.title) : kind;
  };
  const node = (id: string, kind?: string) => {
    const known = nodeOf(id);
    const title = known?.label ?? titleOf(known?.kind ?? kind ?? '');
    return title ? words('nodeName', { title, id }) : id;
  };
  const field = (name: string, id?: string) => {
    const own = plainFields.find((one) => one === name);
    if (own) return words(`field-${own}`);
    const spec = catalogue.get(nodeOf(id ?? '')?.kind ?? '');
    const parameter = name.replace(/^config\./, '');
    const known = spec && describeConfig(spec).find((one) => one.name === parameter);
    return known ? text(known.title) : parameter;
  };
  const thing = ({ in: kind, id = '' }: MergeConflict) => {
    if (kind === 'graph') return words('pipeline');
    if (kind === 'wires') return words('wiresInto', { input: id });
    return kind === 'node' ? node(id) : words(`thing-${kind}`, { id });
  };
  return {
    node,
    field,
    value: (value) => {
      if (value === undefined) return words('byDefault');
      if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
        return value.length > 0 ? value.join(', ') : words('none');
      const shown = typeof value === 'string' ? shortPath(value) : JSON.stringify(value);
      return shown.length > LONGEST_VALUE ? `${shown.slice(0, LONGEST_VALUE)}…` : shown;
    },
    conflict: (conflict) =>
      conflict.field === undefined
        ? thing(conflict)
        : words('fieldOf', { thing: thing(conflict), field: field(conflict.field, conflict.id) }),
  };
}
