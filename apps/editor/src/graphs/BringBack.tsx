import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { useRestore } from './useDelete.ts';
import type { RemovedGraph } from './view.ts';
import { useGraphsWords } from './words.ts';

interface BringBackProps extends ButtonProps {
  graph: RemovedGraph;
  /** What it is called where several stand together. */
  'aria-label'?: string;
  /** Called once the pipeline is there again, or could not be brought back, which is shown. */
  onReturn?: () => void;
}

/** Brings a deleted pipeline back. */
export function BringBack({ graph, onReturn, ...button }: BringBackProps) {
  const words = useGraphsWords();
  const restore = useRestore();
  const [isBusy, setBusy] = useState(false);
  const bringBack = async () => {
    setBusy(true);
    await restore(graph);
    setBusy(false);
    onReturn?.();
  };
  return (
    <Button {...button} loading={isBusy} onClick={() => void bringBack()}>
      {words('restore')}
    </Button>
  );
}
