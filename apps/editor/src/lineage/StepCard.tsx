import { Link } from 'wouter';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import classes from './Lineage.module.css';
import type { LineageStep } from './layers.ts';
import { useLineageWords } from './words.ts';

/** A node run: its kind, in which pipeline and when, and the files that it read. */
export function StepCard({ step: { run, node, title, graph, at, files } }: { step: LineageStep }) {
  const words = useLineageWords();
  const text = useText();
  const { time } = useFormats();
  const read = files.map(({ path }) => words('reads', { file: path.split('/').at(-1) ?? path }));
  const about = [words('inPipeline', { graph: graph.name }), ...read].join(' · ');
  return (
    <article className={classes.step}>
      <Link href={`/runs/${run}?node=${node}`} className={classes.stepTitle}>
        {text(title)}
      </Link>
      <p className={classes.fact} title={`${about} · ${time(at)}`}>
        {about}
      </p>
    </article>
  );
}
