import { useConnection } from '@xyflow/react';
import { useMemo } from 'react';
import { useText } from '../i18n/language.ts';
import classes from './Canvas.module.css';
import type { PortPlace } from './store/wiring.ts';
import { useWiring } from './useWiring.tsx';

/** While a wire hangs over a port where it does not fit, says why, near the pointer. */
export function RefusalTip() {
  const connection = useConnection();
  const text = useText();
  const { refusal } = useWiring();
  const from = connection.inProgress ? connection.fromHandle : null;
  const to = connection.inProgress ? connection.toHandle : null;
  const key = from && to && `${from.nodeId} ${from.id} ${from.type} ${to.nodeId} ${to.id} ${to.type}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the handles say
  const problem = useMemo(() => (from && to ? refusal(placeOf(from), placeOf(to)) : undefined), [key]);
  if (!problem || !connection.inProgress) return null;
  const { x, y } = connection.pointer;
  return (
    <div className={classes.tip} role="status" style={{ transform: `translate(${x + 16}px, ${y + 16}px)` }}>
      {text(problem.message)}
    </div>
  );
}

interface HandleLike {
  nodeId: string;
  id?: string | null;
  type: 'source' | 'target';
}

/** The port of a React Flow handle. */
export function placeOf({ nodeId, id, type }: HandleLike): PortPlace {
  return { node: nodeId, port: id ?? '', side: type === 'source' ? 'output' : 'input' };
}
