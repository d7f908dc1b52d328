/** Fields of a graph and of its things that have words of their own: `words(`field-${one}`)`. */
export const plainFields = [
  'name',
  'description',
  'seed',
  'needs',
  'label',
  'version',
  'kind',
  'mode',
  'stop',
  'text',
  'title',
  'nodes',
  'color',
  'collapsed',
  'width',
  'height',
] as const;
