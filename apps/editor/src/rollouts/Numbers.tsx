import { useFormats } from '../i18n/format.ts';
import classes from './Rollouts.module.css';
import type { Rollout } from './rolloutRows.ts';
import { useRolloutWords } from './words.ts';

/** Score, distance to the initial model, advantage and length of an answer, as far as they are known. */
export function Numbers({ rollout }: { rollout: Rollout }) {
  const words = useRolloutWords();
  const { number } = useFormats();
  const { score, klDivergence, advantage, tokens, finished } = rollout;
  const shown = [
    ['score', score],
    ['kl', klDivergence],
    ['advantage', advantage],
    ['tokens', tokens],
  ] as const;
  return (
    <dl className={classes.numbers}>
      {shown.map(([name, value]) =>
        typeof value === 'number' ? (
          <div key={name}>
            <dt>{words(name)}</dt>
            <dd data-sign={name === 'advantage' ? signOf(value) : undefined}>
              {name === 'advantage' && { up: '▲ ', down: '▼ ', none: '' }[signOf(value)]}
              {number(value)}
            </dd>
          </div>
        ) : null,
      )}
      {finished === false && (
        <div>
          <dd className={classes.quiet}>{words('cutOff')}</dd>
        </div>
      )}
    </dl>
  );
}

function signOf(value: number): 'up' | 'down' | 'none' {
  return value > 0 ? 'up' : value < 0 ? 'down' : 'none';
}
