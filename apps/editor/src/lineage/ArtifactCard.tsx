import { portTypes } from '@heed/schema';
import { Link } from 'wouter';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { formatBytes } from '../outputs/files.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import classes from './Lineage.module.css';
import type { Lineage, LineageArtifact } from './layers.ts';
import { useLineageWords } from './words.ts';

interface ArtifactCardProps {
  artifact: LineageArtifact;
  lineage: Lineage;
  onOpen(artifact: string): void;
}

/** The address that opens an artifact where it was made; undefined where no step here made it. */
export function addressOf(artifact: string, { steps }: Lineage): string | undefined {
  for (const { run, node, outputs } of steps) {
    const made = outputs.find((output) => output.artifact === artifact);
    if (made) return `/runs/${run}?node=${node}&output=${node}.${made.port}`;
  }
  return undefined;
}

/** An artifact: what it is, how much, the judgements in it, and where to go from it. */
export function ArtifactCard({ artifact, lineage, onOpen }: ArtifactCardProps) {
  const words = useLineageWords();
  const text = useText();
  const { number } = useFormats();
  const { id, type, summary, bytes, judgements } = artifact;
  const address = addressOf(id, lineage);
  const [first] = summary;
  const fact = judgements
    ? words('countOf', { total: number(judgements.total), labelers: number(judgements.labelers) })
    : first
      ? `${text(first.title)} ${typeof first.value === 'number' ? number(first.value) : first.value}`
      : formatBytes(bytes);
  return (
    <article className={classes.artifact} data-root={id === lineage.root || undefined}>
      <p className={classes.cardTitle}>
        <PortGlyph type={type} />
        <span>{text(portTypes[type])}</span>
      </p>
      <p className={classes.fact} title={fact}>
        {fact}
      </p>
      <p className={classes.links}>
        {address && <Link href={address}>{words('open')}</Link>}
        {id === lineage.root ? (
          <span>{words('isRoot')}</span>
        ) : (
          <Link href={`/lineage/${id}`}>{words('fromHere')}</Link>
        )}
        {lineage.open.includes(id) && (
          <button type="button" onClick={() => onOpen(id)}>
            {words('goOn')}
          </button>
        )}
        <code>{id.slice(0, 8)}</code>
      </p>
    </article>
  );
}
