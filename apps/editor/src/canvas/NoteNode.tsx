import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, useState } from 'react';
import { Markdown } from '../markdown/Markdown.tsx';
import type { NoteFlowNode } from './flow.ts';
import { focusThing } from './focus.ts';
import classes from './PipelineNode.module.css';
import { setNote } from './store/edits.ts';
import { useGraphStore, useGraphStoreApi } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

/** The limits of the graph format. */
const MIN_SIZE = { minWidth: 80, minHeight: 40 };

/** The note's text while it is being written; kept here too, so that every key stroke shows at once. */
function NoteText({ id, text, onDone }: { id: string; text: string; onDone: () => void }) {
  const words = useCanvasWords();
  const { edit } = useGraphStoreApi().getState();
  const [written, setWritten] = useState(text);
  return (
    <textarea
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
      autoFocus
      className={`${classes.noteText} nodrag nowheel nokey`}
      aria-label={words('noteText')}
      maxLength={10_000}
      value={written}
      onChange={(event) => {
        setWritten(event.target.value);
        edit((graph) => setNote(graph, id, { text: event.target.value }), `note ${id}`);
      }}
      onBlur={onDone}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        focusThing(id);
      }}
    />
  );
}

/** A note on the canvas: Markdown, written after a double-click or Enter. */
export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<NoteFlowNode>) {
  const { note } = data;
  const words = useCanvasWords();
  const { edit, write } = useGraphStoreApi().getState();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  const writing = useGraphStore((state) => state.writing === note.id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard a selected note is written after Enter
    <div
      className={classes.note}
      data-selected={selected || undefined}
      data-color={note.color}
      data-node={note.id}
      onDoubleClick={() => write(note.id)}
    >
      <NodeResizer
        {...MIN_SIZE}
        isVisible={selected && mayEdit}
        onResizeEnd={(_event, { width, height }) =>
          edit((graph) => setNote(graph, note.id, { width: Math.round(width), height: Math.round(height) }))
        }
      />
      {writing ? (
        <NoteText id={note.id} text={note.text} onDone={() => write(undefined)} />
      ) : note.text ? (
        <Markdown text={note.text} headings={2} />
      ) : (
        <span className={classes.quiet}>{words('notePlaceholder')}</span>
      )}
    </div>
  );
});
