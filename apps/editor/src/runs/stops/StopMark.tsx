import type { StopRule } from '@heed/schema';
import { IconHandStop } from '@tabler/icons-react';
import faceClasses from '../canvas/Face.module.css';
import { useStopWords } from './words.ts';

/** Says on a node of the canvas that rules watch its curves. */
export function StopMark({ rules }: { rules: readonly StopRule[] }) {
  const words = useStopWords();
  const title = words('rulesSet', { count: rules.length });
  return (
    <span className={faceClasses.badge} data-tone="quiet" role="img" aria-label={title} title={title}>
      <IconHandStop size={15} aria-hidden="true" />
    </span>
  );
}
