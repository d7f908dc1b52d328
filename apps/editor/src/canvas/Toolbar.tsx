import { memo } from 'react';
import { CommandTools } from '../commands/CommandTools.tsx';
import { commands } from '../commands/registry.ts';
import classes from './Canvas.module.css';
import { useGraphStore } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

/** The commands that have a button at the corner of the canvas. */
const TOOLS = ['search', 'undo', 'redo', 'note', 'arrange', 'zoomOut', 'zoomIn', 'fit'];
const tools = TOOLS.flatMap((name) => commands.filter(({ id }) => id === `canvas.${name}`));

/** The tools at the corner of the canvas. */
export const Toolbar = memo(function Toolbar() {
  const words = useCanvasWords();
  const mayEdit = useGraphStore((state) => state.mayEdit);
  useGraphStore(({ history }) => `${history.past.length > 0} ${history.future.length > 0}`);
  const offered = tools.filter(({ edits }) => !edits || mayEdit);
  return <CommandTools commands={offered} label={words('tools')} className={classes.toolbar} />;
});
