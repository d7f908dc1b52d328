import { type DragEvent, type ReactNode, useState } from 'react';
import classes from './Graphs.module.css';
import { useGraphsWords } from './words.ts';

function bringsFile(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** Takes a pipeline file that is dropped anywhere on a page, and says so while one is held above it. */
export function DropPipeline({ onFile, children }: { onFile: (file: File) => void; children: ReactNode }) {
  const words = useGraphsWords();
  const [isHeld, setHeld] = useState(false);
  return (
    <section
      aria-label={words('pipelinesPage')}
      className={classes.drop}
      onDragOver={(event) => {
        if (!bringsFile(event)) return;
        event.preventDefault();
        setHeld(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setHeld(false);
      }}
      onDrop={(event) => {
        if (!bringsFile(event)) return;
        event.preventDefault();
        setHeld(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      {children}
      {isHeld && <div className={classes.dropHint}>{words('dropHere')}</div>}
    </section>
  );
}
