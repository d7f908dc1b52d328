import { useFormats } from '../i18n/format.ts';
import { usePersonName } from '../i18n/usePersonName.ts';
import type { VersionLine } from './grouping.ts';
import classes from './VersionsPanel.module.css';
import { useVersionWords } from './words.ts';

interface LineButtonProps {
  line: VersionLine;
  /** How many saves it stands for. */
  saves: number;
  isChosen: boolean;
  isNewest: boolean;
  onChoose: () => void;
}

/** A saved version in the list, or several that one person saved soon after each other. */
export function LineButton({ line, saves, isChosen, isNewest, onChoose }: LineButtonProps) {
  const words = useVersionWords();
  const personName = usePersonName();
  const { ago, time } = useFormats();
  const details = [
    words('by', { name: personName(line.author), ago: ago(line.savedAt) }),
    saves > 1 ? words('saves', { count: saves }) : undefined,
    line.restores === null ? undefined : words('restoredFrom', { revision: line.restores }),
  ];
  return (
    <button
      type="button"
      className={classes.line}
      aria-pressed={isChosen}
      title={time(line.savedAt)}
      onClick={onChoose}
    >
      <div className={classes.name}>
        {line.name ?? words('revision', { revision: line.revision })}
        {isNewest && <span className={classes.details}> · {words('current')}</span>}
      </div>
      <div className={classes.details}>{details.filter(Boolean).join(' · ')}</div>
    </button>
  );
}
