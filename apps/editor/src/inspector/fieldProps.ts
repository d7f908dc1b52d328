import type { FieldDescription, NodeSpec, RawConfig } from '@heed/schema';
import type { ReactNode } from 'react';

export interface FieldProps {
  field: FieldDescription;
  /** JSON schema of the field, for lists. */
  schema: unknown;
  label: ReactNode;
  value: unknown;
  error: string | undefined;
  /** The node whose field it is, where it is the field of one node. */
  of?: { spec: NodeSpec; config: RawConfig } | undefined;
  /** `undefined` takes the field back to its default. */
  onChange(value: unknown): void;
}
