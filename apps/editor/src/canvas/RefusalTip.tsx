import { useConnection } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { useText } from '../i18n/language.ts';
import classes from './Canvas.module.css';
import { searchFor } from './searchFor.ts';
import { useCatalogue, useGraphStoreApi } from './store/useGraphStore.ts';
import { wireFix } from './store/wireFixes.ts';
import { type PortPlace, portKey, wireBetween } from './store/wiring.ts';
import { useLandingWords } from './useLandingWords.ts';
import { useFixWords, useSearchWords, useWiring } from './useWiring.tsx';
import { useCanvasWords } from './words.ts';

interface Tip {
  isRefusal: boolean;
  sentence: string;
  /** What is offered when the wire is let go here. */
  fix?: string;
}

/** What would become of a wire between two ports; undefined where it would simply be drawn. */
function useTip(): (start: PortPlace, end: PortPlace) => Tip | undefined {
  const words = useCanvasWords();
  const text = useText();
  const fixWords = useFixWords();
  const searchWords = useSearchWords();
  const landingWords = useLandingWords();
  const store = useGraphStoreApi();
  const catalogue = useCatalogue();
  const { refusal } = useWiring();
  return (start, end) => {
    const { history, wiring } = store.getState();
    const wire = wireBetween(start, end);
    const problem = refusal(start, end);
    if (wire && problem) {
      const fix = wireFix(history.present, catalogue, problem, wire.from, wire.to);
      const place = searchFor(history.present, catalogue, problem, wire);
      const offered = fix ? fixWords(fix) : place && searchWords(place);
      const offer = offered && words('letGoFor', { fix: offered });
      return { isRefusal: true, sentence: text(problem.message), fix: offer };
    }
    const landing = wiring?.open.get(portKey(end));
    const sentence = landing && landingWords(landing);
    return sentence === undefined ? undefined : { isRefusal: false, sentence };
  };
}

/** While a wire hangs over a port, says near the pointer what is to be known: why it does not fit, or what it replaces. */
export const RefusalTip = memo(function RefusalTip() {
  const connection = useConnection();
  const tipOf = useTip();
  const from = connection.inProgress ? connection.fromHandle : null;
  const to = connection.inProgress ? connection.toHandle : null;
  const key = from && to && `${from.nodeId} ${from.id} ${from.type} ${to.nodeId} ${to.id} ${to.type}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the handles say
  const tip = useMemo(() => (from && to ? tipOf(placeOf(from), placeOf(to)) : undefined), [key]);
  if (!tip || !connection.inProgress) return null;
  const { x, y } = connection.pointer;
  return (
    <div
      className={classes.tip}
      data-refusal={tip.isRefusal || undefined}
      role="status"
      style={{ transform: `translate(${x + 16}px, ${y + 16}px)` }}
    >
      {tip.sentence}
      {tip.fix && <div className={classes.tipFix}>{tip.fix}</div>}
    </div>
  );
});

interface HandleLike {
  nodeId: string;
  id?: string | null;
  type: 'source' | 'target';
}

/** The port of a React Flow handle. */
export function placeOf({ nodeId, id, type }: HandleLike): PortPlace {
  return { node: nodeId, port: id ?? '', side: type === 'source' ? 'output' : 'input' };
}
