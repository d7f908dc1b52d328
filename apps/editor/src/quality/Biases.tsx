import { useNumbers } from './numbers.ts';
import classes from './Quality.module.css';
import { RangeBar } from './RangeBar.tsx';
import type { Figures } from './view.ts';
import { useQualityWords } from './words.ts';

/** Of pairs that differ in something beside the point, how often the one with more of it won. */
export function Biases({ biases }: Pick<Figures, 'biases'>) {
  const words = useQualityWords();
  const { percent } = useNumbers();
  const known = biases.filter(({ share }) => share !== null);
  return (
    <section className={classes.card} aria-labelledby="quality-biases">
      <h2 id="quality-biases" className={classes.cardTitle}>
        {words('biasTitle')}
      </h2>
      <p className={classes.quiet}>{words(known.length > 0 ? 'biasHelp' : 'noBias')}</p>
      <dl className={classes.meters}>
        {known.map(({ name, share }) => {
          if (!share) return null;
          const isSure = share.low > 0.5 || share.high < 0.5;
          return (
            <div key={name} data-sure={isSure || undefined}>
              <dt>{words(`bias_${name}`)}</dt>
              <dd>
                <RangeBar range={share} from={0} to={1} marks={[0.5]} />
                <strong>{percent(share.value)}</strong>
                <span className={classes.quiet}>
                  {words('interval', { low: percent(share.low), high: percent(share.high) })} ·{' '}
                  {words('pairs', { count: share.count })}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
