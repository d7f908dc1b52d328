import { useMarks } from '../i18n/marks.ts';
import { useNumbers } from './numbers.ts';
import classes from './Quality.module.css';
import { RangeBar } from './RangeBar.tsx';
import type { Figures, Share } from './view.ts';
import { useQualityWords } from './words.ts';

/** Of pairs that differ in something beside the point, how often the one with more of it won; and why it is not known. */
export function Biases({ biases, candidates }: Pick<Figures, 'biases' | 'candidates'>) {
  const words = useQualityWords();
  const { several } = useMarks();
  const known = biases.filter(({ share }) => share !== null);
  const none = candidates === 1 ? 'noBiasOfOne' : 'noBias';
  const unknown = biases.filter(({ share }) => share === null).map(({ name }) => name);
  const others = unknown.filter((name) => name !== 'language').map((name) => words(`bias_${name}`));
  return (
    <section className={classes.card} aria-labelledby="quality-biases">
      <h2 id="quality-biases" className={classes.cardTitle}>
        {words('biasTitle')}
      </h2>
      <p className={classes.quiet}>{words(known.length > 0 ? 'biasHelp' : none)}</p>
      <dl className={classes.meters}>
        {known.map(({ name, share }) => share && <Meter key={name} name={name} share={share} />)}
      </dl>
      {known.length > 0 && unknown.includes('language') && (
        <p className={classes.quiet}>{words('noLanguageBias')}</p>
      )}
      {known.length > 0 && others.length > 0 && (
        <p className={classes.quiet}>{words('noBiasIn', { names: several(others) })}</p>
      )}
    </section>
  );
}

/** A share with its interval on a line whose middle says that it does not matter. */
function Meter({ name, share }: { name: Figures['biases'][number]['name']; share: Share }) {
  const words = useQualityWords();
  const { percent } = useNumbers();
  const isSure = share.low > 0.5 || share.high < 0.5;
  return (
    <div data-sure={isSure || undefined}>
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
}
