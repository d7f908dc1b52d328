import { Link } from 'wouter';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { portTitle, specOf } from '../runs/nodeNames.ts';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';
import type { ModelCard } from './view.ts';

/** Which node of which run made a model, what it said of its training, and what went into it. */
export function ModelMaker({ madeBy }: { madeBy: NonNullable<ModelCard['madeBy']> }) {
  const words = useOutputWords();
  const text = useText();
  const { figure: write, time } = useFormats();
  const { run, node, kind, title, graph, at, figures, inputs } = madeBy;
  const inputTitle = (port: string) => {
    const found = specOf(kind)?.inputs[port];
    return found ? text(found.title) : portTitle(kind, port, text);
  };
  return (
    <section className={classes.block} aria-label={words('madeBy')}>
      <h3 className={classes.blockTitle}>{words('madeBy')}</h3>
      <p>
        <Link href={`/runs/${run}?node=${node}`}>{`${text(title)} · ${graph.name}`}</Link>{' '}
        <time dateTime={new Date(at).toISOString()} className={classes.quiet}>
          {time(at)}
        </time>
      </p>
      {inputs.length > 0 && (
        <ul className={classes.madeFrom} aria-label={words('madeFrom')}>
          {inputs.map(({ port, artifact }) => (
            <li key={`${port} ${artifact}`}>
              <span className={classes.quiet}>{inputTitle(port)}</span>{' '}
              <Link href={`/lineage/${artifact}`}>
                <code>{artifact.slice(0, 8)}</code>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <dl className={classes.card}>
        {figures.map((figure) => (
          <div key={figure.name}>
            <dt>{text(figure.title)}</dt>
            <dd>
              {write(figure.value, figure.format)}{' '}
              {figure.unit && <span className={classes.quiet}>{text(figure.unit)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
