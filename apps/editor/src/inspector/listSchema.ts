/** The parts of JSON Schema that lists of config items use. */
export interface ItemSchema {
  type?: string;
  const?: unknown;
  enum?: string[];
  default?: unknown;
  minimum?: number;
  title?: string;
  items?: ItemSchema;
  properties?: Record<string, ItemSchema>;
  oneOf?: ItemSchema[];
  anyOf?: ItemSchema[];
}

export type Item = Record<string, unknown>;

/** The kinds of item that a list takes: one per variant of a union, or just one. */
export function variantsOf(list: ItemSchema): ItemSchema[] {
  const items = list.items ?? {};
  return items.oneOf ?? items.anyOf ?? [items];
}

/** The property by whose constant value variants are told apart, e.g. `type`. */
export function discriminatorOf(variants: readonly ItemSchema[]): string | undefined {
  const [first] = variants;
  return Object.keys(first?.properties ?? {}).find((name) =>
    variants.every((variant) => variant.properties?.[name]?.const !== undefined),
  );
}

/** The name of a variant: its constant. */
export function variantName(variant: ItemSchema, discriminator: string | undefined): string {
  return String(discriminator ? variant.properties?.[discriminator]?.const : '');
}

/** The variant that an item is of; the first where none fits. */
export function variantOf(item: Item, variants: readonly ItemSchema[]): ItemSchema {
  const discriminator = discriminatorOf(variants);
  return (
    variants.find((one) => discriminator && one.properties?.[discriminator]?.const === item[discriminator]) ??
    variants[0] ??
    {}
  );
}

/** The least value that has the shape of a schema, to start a new item from. */
export function blankValue(schema: ItemSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, blankValue(part)]),
      );
    case 'array':
      return schema.items ? [blankValue(schema.items)] : [];
    case 'number':
    case 'integer':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return false;
    default:
      return '';
  }
}

/** Is this a list of texts, which reads best as lines? */
export function isTextList(schema: ItemSchema): boolean {
  return schema.type === 'array' && schema.items?.type === 'string';
}

/** Is this a text in both languages? */
export function isLocalized(schema: ItemSchema): boolean {
  return (
    Object.keys(schema.properties ?? {})
      .sort()
      .join() === 'en,zh'
  );
}
