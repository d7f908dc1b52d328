import type { PortType } from '@heed/schema';
import { IconChevronRight } from '@tabler/icons-react';
import { useText } from '../i18n/language.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import { portTitle, portTypeTitle, specOf } from './nodeNames.ts';
import classes from './Runs.module.css';
import { useRunWords } from './text.ts';
import type { NodeRunView } from './view.ts';

/** The outputs of a node as buttons that open them. */
export function NodeOutputs({ node, onOpen }: { node: NodeRunView; onOpen(port: string): void }) {
  const ports = Object.keys(node.outputs);
  return (
    <ul className={classes.outputs}>
      {ports.map((port) => (
        <li key={port}>
          <OutputButton kind={node.kind} port={port} onOpen={() => onOpen(port)} />
        </li>
      ))}
    </ul>
  );
}

function OutputButton({ kind, port, onOpen }: { kind: string; port: string; onOpen(): void }) {
  const words = useRunWords();
  const text = useText();
  const type: PortType | undefined = specOf(kind)?.outputs[port]?.type;
  const name = portTitle(kind, port, text);
  return (
    <button type="button" className={classes.output} title={words('openOutput', { name })} onClick={onOpen}>
      {type && <PortGlyph type={type} />}
      <span>{name}</span>
      <span className={classes.quiet}>{portTypeTitle(kind, port, text)}</span>
      <IconChevronRight size={16} aria-hidden="true" />
    </button>
  );
}
