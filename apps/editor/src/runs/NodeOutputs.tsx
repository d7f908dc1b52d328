import type { PortType } from '@heed/schema';
import { IconChevronRight } from '@tabler/icons-react';
import { useText } from '../i18n/language.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import { isFinalNodeState } from './liveRun.ts';
import { portTitle, portTypeTitle, specOf } from './nodeNames.ts';
import classes from './Runs.module.css';
import { useRunWords } from './text.ts';
import type { NodeRunView } from './view.ts';

/** All outputs of a node as buttons that open them; those that are not there yet have their place. */
export function NodeOutputs({ node, onOpen }: { node: NodeRunView; onOpen(port: string): void }) {
  const ports = new Set([...Object.keys(specOf(node.kind)?.outputs ?? {}), ...Object.keys(node.outputs)]);
  return (
    <ul className={classes.outputs}>
      {[...ports].map((port) => (
        <li key={port}>
          <OutputButton node={node} port={port} onOpen={() => onOpen(port)} />
        </li>
      ))}
    </ul>
  );
}

interface OutputButtonProps {
  node: NodeRunView;
  port: string;
  onOpen(): void;
}

function OutputButton({ node: { kind, state, outputs }, port, onOpen }: OutputButtonProps) {
  const words = useRunWords();
  const text = useText();
  const type: PortType | undefined = specOf(kind)?.outputs[port]?.type;
  const [name, typeName] = [portTitle(kind, port, text), portTypeTitle(kind, port, text)];
  const isThere = outputs[port] !== undefined;
  return (
    <button
      type="button"
      className={classes.output}
      disabled={!isThere}
      title={
        isThere
          ? words('openOutput', { name })
          : words(isFinalNodeState(state) ? 'outputMissing' : 'outputLater')
      }
      onClick={onOpen}
    >
      {type && <PortGlyph type={type} />}
      <span>{name}</span>
      {typeName !== name && <span className={classes.quiet}>{typeName}</span>}
      {isThere && <IconChevronRight size={16} aria-hidden="true" />}
    </button>
  );
}
