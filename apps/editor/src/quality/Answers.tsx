import { useFormats } from '../i18n/format.ts';
import classes from './Quality.module.css';
import type { Figures } from './view.ts';
import { useQualityWords } from './words.ts';

const order = ['answered', 'tie', 'both-bad', 'cannot-judge', 'skipped'] as const;

/** Outcomes that only a pair can have: of other tasks they are told of where they were given. */
const ofPairs: readonly string[] = ['tie', 'both-bad'];

/** How often each outcome was given, as parts of one bar with a legend that says the numbers. */
export function Answers({ outcomes, candidates }: Pick<Figures, 'outcomes' | 'candidates'>) {
  const words = useQualityWords();
  const { number, percent } = useFormats();
  const told = order.filter((one) => outcomes[one] > 0 || candidates === 2 || !ofPairs.includes(one));
  const title = (one: (typeof order)[number]) =>
    words(candidates === 1 && one === 'both-bad' ? 'outcome_bad' : `outcome_${one}`);
  const total = order.reduce((sum, outcome) => sum + outcomes[outcome], 0);
  return (
    <section className={classes.card} aria-labelledby="quality-answers">
      <h2 id="quality-answers" className={classes.cardTitle}>
        {words('answersTitle')}
      </h2>
      <div className={classes.stack} aria-hidden="true">
        {order
          .filter((outcome) => outcomes[outcome] > 0)
          .map((outcome) => (
            <span key={outcome} data-outcome={outcome} style={{ flexGrow: outcomes[outcome] }} />
          ))}
      </div>
      <dl className={classes.legend}>
        {told.map((outcome) => (
          <div key={outcome}>
            <dt>
              <span className={classes.patch} data-outcome={outcome} aria-hidden="true" />
              {title(outcome)}
            </dt>
            <dd>
              {number(outcomes[outcome])}
              {total > 0 && <span className={classes.quiet}> {percent(outcomes[outcome] / total)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
