import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { EdgeLabelRenderer } from '@xyflow/react';
import { memo } from 'react';
import classes from './Canvas.module.css';
import { useNodeSearch } from './nodeSearchHost.tsx';
import { wireOf } from './store/splice.ts';
import { useCatalogue, useGraphStore } from './store/useGraphStore.ts';
import { middleOfWire } from './wirePlaces.ts';
import { useCanvasWords } from './words.ts';

interface WireButtonProps {
  /** The wire under the pointer, by `wireId`. */
  hovered: string | undefined;
}

/** A plus in the middle of the wire under the pointer or selected, to put a node there. */
export const WireButton = memo(function WireButton({ hovered }: WireButtonProps) {
  const searchNode = useNodeSearch();
  const words = useCanvasWords();
  const catalogue = useCatalogue();
  const id = useGraphStore(({ selection }) =>
    selection.wires.size === 1 && selection.items.size === 0 ? [...selection.wires][0] : hovered,
  );
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const graph = useGraphStore(({ history }) => history.present);
  const wire = id === undefined ? undefined : wireOf(graph, id);
  const at = wire && middleOfWire(graph, catalogue, wire);
  if (!wire || !at || !mayEdit) return null;
  return (
    <EdgeLabelRenderer>
      <ActionIcon
        className={`${classes.wireButton} nodrag nopan`}
        style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
        size={24}
        radius="xl"
        variant="default"
        aria-label={words('insertHere', {
          from: `${wire.from.node}.${wire.from.port}`,
          to: `${wire.to.node}.${wire.to.port}`,
        })}
        onClick={() => searchNode({ at, inWire: id })}
      >
        <IconPlus size={14} />
      </ActionIcon>
    </EdgeLabelRenderer>
  );
});
