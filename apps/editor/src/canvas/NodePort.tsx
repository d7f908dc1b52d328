import { type InputPort, type OutputPort, type PortType, portTypes } from '@heed/schema';
import { Handle, Position } from '@xyflow/react';
import type { KeyboardEvent } from 'react';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import { portY } from './nodeGeometry.ts';
import classes from './PipelineNode.module.css';
import { useGraphStore, useGraphStoreApi } from './store/useGraphStore.ts';
import { type Landing, type PortPlace, portKey } from './store/wiring.ts';
import { useLandingWords } from './useLandingWords.ts';
import { useWiring } from './useWiring.tsx';
import { useCanvasWords } from './words.ts';

interface NodePortProps {
  place: PortPlace;
  port: InputPort | OutputPort;
  row: number;
  /** Is there a port on the other side of this row? Then each has half of it. */
  shared: boolean;
  /** Is a wire drawn here? An input without one is hollow. */
  wired: boolean;
  /** Set where the port's artifact can be opened. */
  onOpen?: () => void;
}

function typesOf(port: InputPort | OutputPort): readonly PortType[] {
  return 'accepts' in port ? port.accepts : [port.type];
}

type Light = Landing['kind'] | 'closed' | 'start' | undefined;

/** How a port is lit while a wire is being drawn, and how the wire would land on it. */
function useLight(place: PortPlace): { light: Light; landing?: Landing } {
  const key = portKey(place);
  const landing = useGraphStore(({ wiring }) => wiring?.open.get(key));
  const light = useGraphStore(({ wiring }): Light => {
    if (!wiring) return undefined;
    return portKey(wiring.start) === key ? 'start' : (wiring.open.get(key)?.kind ?? 'closed');
  });
  return { light, landing };
}

/** A wire begins at the port that is clicked, or chosen by Enter, and ends at the next one; dragging is React Flow's. */
function usePortChoice(place: PortPlace) {
  const store = useGraphStoreApi();
  const { begin, finish, stop } = useWiring();
  const choose = () => {
    const { wiring } = store.getState();
    if (!wiring) begin(place, true);
    else if (portKey(wiring.start) === portKey(place)) stop();
    else finish(wiring.start, place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && store.getState().wiring) stop();
    else if (event.key === 'Enter' || event.key === ' ') choose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { onKeyDown, onClick: choose };
}

/** One port of a node: the handle with its mark, and its name, which opens the output once there is one. */
export function NodePort({ place, port, row, shared, wired, onOpen }: NodePortProps) {
  const words = useCanvasWords();
  const text = useText();
  const { aside } = useMarks();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const { light, landing } = useLight(place);
  const landingWords = useLandingWords();
  const choice = usePortChoice(place);
  const input = place.side === 'input';
  const types = typesOf(port);
  const title = text(port.title);
  const name = words(input ? 'inputName' : 'outputName', {
    title,
    node: place.node,
    types: types.map((type) => text(portTypes[type])).join(words('or')),
  });
  const optional = 'optional' in port && port.optional;
  return (
    <div
      className={classes.port}
      data-side={place.side}
      data-light={light}
      data-shared={shared || undefined}
      style={{ top: portY(row) }}
    >
      <Handle
        id={place.port}
        type={input ? 'target' : 'source'}
        position={input ? Position.Left : Position.Right}
        className={classes.handle}
        isConnectable={mayEdit}
        role={mayEdit ? 'button' : 'img'}
        tabIndex={light === 'closed' || !mayEdit ? -1 : 0}
        aria-label={[name, landing && landingWords(landing), mayEdit && words('portKeys')]
          .filter(Boolean)
          .join('. ')}
        title={`${optional ? aside(name, words('optional')) : name}\n${text(port.help)}`}
        {...(mayEdit && choice)}
      >
        {types[0] && <PortGlyph type={types[0]} hollow={input && !wired} />}
      </Handle>
      {onOpen ? (
        <button
          type="button"
          className={`${classes.portLabel} ${classes.portButton} nodrag`}
          aria-label={words('openOutput', { title, node: place.node })}
          onClick={onOpen}
        >
          {title}
        </button>
      ) : (
        <span className={classes.portLabel} data-optional={optional || undefined}>
          {title}
        </span>
      )}
    </div>
  );
}
