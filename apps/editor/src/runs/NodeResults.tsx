import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { specOf } from './nodeNames.ts';
import classes from './Runs.module.css';
import { useRunWords } from './text.ts';
import type { NodeRunView } from './view.ts';

/** The numbers that a node reported at its end, each with its explanation. */
export function NodeResults({ node }: { node: NodeRunView }) {
  const words = useRunWords();
  const text = useText();
  const { figure } = useFormats();
  const specs = specOf(node.kind)?.metrics ?? {};
  return (
    <dl className={classes.results}>
      {Object.entries(node.results).map(([name, value]) => {
        const spec = specs[name];
        const better = spec?.better && words(spec.better === 'higher' ? 'higherBetter' : 'lowerBetter');
        return (
          <div key={name}>
            <dt>{spec ? text(spec.title) : name}</dt>
            <dd>
              <strong>{figure(value, spec?.format)}</strong>
              {spec?.unit && <span className={classes.quiet}> {text(spec.unit)}</span>}
            </dd>
            {spec && (
              <dd className={classes.help}>{[text(spec.help), better].filter(Boolean).join(' · ')}</dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
