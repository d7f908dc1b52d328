import { Sparkline } from '../runs/Sparkline.tsx';
import { useNumbers } from './numbers.ts';
import classes from './Quality.module.css';
import { RangeBar } from './RangeBar.tsx';
import { type AlphaView, type Figures, isOfConversations } from './view.ts';
import { useQualityWords } from './words.ts';

/** Krippendorff's limits: below the first nothing should rest on the labels, below the second only tentatively. */
const TENTATIVE = 0.667;
const RELIABLE = 0.8;

function trust(alpha: number): 'low' | 'tentative' | 'reliable' {
  if (alpha < TENTATIVE) return 'low';
  return alpha < RELIABLE ? 'tentative' : 'reliable';
}

/** Agreement of all labelers in one number, how sure it is, what it allows, and how it came about. */
export function AlphaCard({ figures }: { figures: Figures }) {
  const words = useQualityWords();
  const { plain } = useNumbers();
  const { isOfRandomShare, alpha, alphaOfPeople, alphaOfStrength, history } = figures;
  const isOwn = isOfConversations(figures);
  const points = history.flatMap(({ judgements, alpha: value }) =>
    value === null ? [] : [{ judgements, value }],
  );
  return (
    <section className={classes.card} aria-labelledby="quality-alpha">
      <h2 id="quality-alpha" className={classes.cardTitle}>
        {words('alphaTitle')}
      </h2>
      <div className={classes.alphaRow}>
        <span className={classes.big}>{alpha.alpha === null ? '–' : plain(alpha.alpha)}</span>
        {alpha.alpha !== null && (
          <span className={classes.verdict} data-trust={trust(alpha.alpha)}>
            {words(`trust_${trust(alpha.alpha)}`)}
          </span>
        )}
        {points.length > 2 && (
          <Sparkline
            title={words('alphaHistory')}
            curve={{
              steps: points.map(({ judgements }) => judgements),
              values: points.map(({ value }) => value),
            }}
            width={120}
            height={28}
          />
        )}
      </div>
      <AlphaLine alpha={alpha} />
      {isOfRandomShare && <p className={classes.quiet}>{words('ofRandomShare')}</p>}
      {!isOwn && alphaOfPeople && <OtherAlpha title={words('alphaOfPeople')} alpha={alphaOfPeople} />}
      {!isOwn && alphaOfStrength && <OtherAlpha title={words('alphaOfStrength')} alpha={alphaOfStrength} />}
    </section>
  );
}

/** The scale from chance to perfect agreement with the interval on it, and the numbers in words. */
function AlphaLine({ alpha: { metric, alpha, because, low, high, units } }: { alpha: AlphaView }) {
  const words = useQualityWords();
  const { plain } = useNumbers();
  if (alpha === null) return <p className={classes.quiet}>{words(`noAlpha_${because ?? 'no-overlap'}`)}</p>;
  const hasInterval = low !== null && high !== null;
  return (
    <>
      <RangeBar
        range={{ value: alpha, low: low ?? alpha, high: high ?? alpha }}
        from={Math.min(-0.2, low ?? alpha)}
        to={1}
        marks={[0, TENTATIVE, RELIABLE]}
      />
      <p className={classes.quiet}>
        {words(metric)} ·{' '}
        {hasInterval ? words('interval', { low: plain(low), high: plain(high) }) : words('noInterval')} ·{' '}
        {words('judgedTwice', { count: units })}
      </p>
      <p className={classes.quiet}>{words('alphaHelp')}</p>
    </>
  );
}

function OtherAlpha({ title, alpha: { alpha, because, low, high } }: { title: string; alpha: AlphaView }) {
  const words = useQualityWords();
  const { plain } = useNumbers();
  return (
    <p className={classes.fact}>
      <span>{title}</span>
      <strong>{alpha === null ? '–' : plain(alpha)}</strong>
      <span className={classes.quiet}>
        {alpha === null && words(`noAlpha_${because ?? 'no-overlap'}`)}
        {low !== null && high !== null && words('interval', { low: plain(low), high: plain(high) })}
      </span>
    </p>
  );
}
