/// <reference types="vite/types/importMeta.d.ts" />
import type { Catalogue, NodeSpec } from '@heed/schema';

const specs = import.meta.glob<NodeSpec>('./*/spec.ts', { eager: true, import: 'default' });

/** Every node kind, as the editor's bundle found it. */
export const catalogue: Catalogue = new Map(Object.values(specs).map((spec) => [spec.kind, spec]));
