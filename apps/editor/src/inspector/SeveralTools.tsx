import { CommandTools } from '../commands/CommandTools.tsx';
import { commands } from '../commands/registry.ts';
import classes from './Inspector.module.css';
import { useInspectorWords } from './words.ts';

const placing = commands.filter(({ id }) => /^canvas\.(align|distribute)-/.test(id));
const changing = ['arrange', 'duplicate', 'group', 'off', 'bypass'].flatMap((name) =>
  commands.filter(({ id }) => id === `canvas.${name}`),
);

/** What can be done with several things together, by the pointer. */
export function SeveralTools() {
  const words = useInspectorWords();
  return (
    <div className={classes.tools}>
      <CommandTools commands={placing} label={words('placeTogether')} />
      <CommandTools commands={changing} label={words('changeTogether')} />
    </div>
  );
}
