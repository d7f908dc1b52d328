import {
  type Catalogue,
  describeConfig,
  type FieldDescription,
  type Graph,
  type GraphNode,
  type Localized,
  migrateConfig,
  type NodeSpec,
  type RawConfig,
  text,
} from '@heed/schema';

/** A field of a node that names a file or folder which the node reads. */
export interface PathField {
  node: string;
  nodeTitle: Localized;
  field: string;
  fieldTitle: Localized;
  kind: 'file' | 'directory';
  /** A path or upload; empty where none is named. */
  value: string;
  /** Is the node of no use without it? */
  required: boolean;
}

/** The files and folders that the nodes of a graph read; fields that do not count with the settings are left out. */
export function pathFields(graph: Graph, catalogue: Catalogue): PathField[] {
  return graph.nodes.flatMap((node) => {
    const spec = catalogue.get(node.kind);
    if (!spec || node.version > spec.version) return [];
    const config = migrateConfig(spec, node.version, node.config);
    const fields = describeConfig(spec);
    return fields.flatMap((field) => pathField(node, spec, field, settingsOf(config, fields)) ?? []);
  });
}

type Values = (name: string) => unknown;

function settingsOf(config: RawConfig, fields: readonly FieldDescription[]): Values {
  return (name) => config[name] ?? fields.find((field) => field.name === name)?.default;
}

function pathField(
  { id, label }: GraphNode,
  { title }: NodeSpec,
  { name, title: fieldTitle, widget, writes, showWhen, advanced, required }: FieldDescription,
  value: Values,
): PathField | undefined {
  if ((widget !== 'file' && widget !== 'directory') || writes) return undefined;
  if (showWhen && !showWhen.is.some((one) => one === value(showWhen.field))) return undefined;
  const path = value(name);
  // a path that another setting asks for is needed, although it may be left out with other settings
  const isNeeded = required || (showWhen !== undefined && !advanced);
  return {
    ...{ node: id, nodeTitle: label ? text(label, label) : title, field: name, fieldTitle, kind: widget },
    ...{ value: typeof path === 'string' ? path : '', required: isNeeded },
  };
}
