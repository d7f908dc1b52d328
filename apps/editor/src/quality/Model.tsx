import { useNumbers } from './numbers.ts';
import classes from './Quality.module.css';
import { RangeBar } from './RangeBar.tsx';
import type { Figures } from './view.ts';
import { useQualityWords } from './words.ts';

/** What the joint model of scores, skills, position and ties found in the comparisons. */
export function Model({ model }: { model: NonNullable<Figures['model']> }) {
  const words = useQualityWords();
  const { percent, plain } = useNumbers();
  const rows = [
    { name: 'position', range: model.position, write: percent, to: 1, marks: [0.5] },
    { name: 'tie', range: model.tie, write: percent, to: 1, marks: [] },
    { name: 'spread', range: model.spread, write: plain, to: Math.max(3, model.spread.high), marks: [] },
  ] as const;
  return (
    <section className={classes.card} aria-labelledby="quality-model">
      <h2 id="quality-model" className={classes.cardTitle}>
        {words('modelTitle')}
      </h2>
      <p className={classes.quiet}>
        {words('modelHelp', { comparisons: model.comparisons, count: model.prompts })}
      </p>
      <dl className={classes.meters}>
        {rows.map(({ name, range, write, to, marks }) => (
          <div key={name}>
            <dt>{words(`model_${name}`)}</dt>
            <dd>
              <RangeBar range={range} from={0} to={to} marks={marks} />
              <strong>{write(range.value)}</strong>
              <span className={classes.quiet}>
                {words('interval', { low: write(range.low), high: write(range.high) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
