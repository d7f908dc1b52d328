import type { Graph } from '@heed/schema';
import { Modal } from '@mantine/core';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo } from 'react';
import { upgradeNodes } from '../canvas/store/edits.ts';
import { useCatalogue, useGraph } from '../canvas/store/useGraphStore.ts';
import DiffCanvas from '../compare/DiffCanvas.tsx';
import { overlayGraphs, withDefaults } from '../compare/overlay.ts';

interface VersionPictureProps {
  /** The earlier graph; the other one is what is open now. */
  before: Graph;
  title: string;
  onClose(): void;
}

/** An earlier version and the pipeline as it is now, laid over each other. */
export default function VersionPicture({ before, title, onClose }: VersionPictureProps) {
  const catalogue = useCatalogue();
  const after = useGraph();
  const overlay = useMemo(
    () =>
      overlayGraphs(withDefaults(upgradeNodes(before, catalogue), catalogue), withDefaults(after, catalogue)),
    [before, after, catalogue],
  );
  return (
    <Modal opened onClose={onClose} size="min(1200px, 94vw)" title={title}>
      {/* of its own: the canvas behind it stays where it is */}
      <ReactFlowProvider>
        <DiffCanvas of="versions" overlay={overlay} />
      </ReactFlowProvider>
    </Modal>
  );
}
