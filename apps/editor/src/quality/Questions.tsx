import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { useNumbers } from './numbers.ts';
import classes from './Quality.module.css';
import type { AlphaView, Figures } from './view.ts';
import { useQualityWords } from './words.ts';

type Asked = Figures['questions'][number];

/** Of a questionnaire, question by question: what was answered how often, and how much labelers agree on it. */
export function Questions({ questions }: Pick<Figures, 'questions'>) {
  const words = useQualityWords();
  if (questions.length === 0) return null;
  return (
    <section className={classes.block} aria-labelledby="quality-questions">
      <h2 id="quality-questions" className={classes.blockTitle}>
        {words('questionsTitle')}
      </h2>
      <div className={classes.cards}>
        {questions.map((one) => (
          <QuestionCard key={one.id} {...one} />
        ))}
      </div>
    </section>
  );
}

function QuestionCard({ title, type, answered, mean, alpha, values }: Asked) {
  const words = useQualityWords();
  const text = useText();
  const { plain } = useNumbers();
  const facts = [
    words('questionAnswered', { count: answered }),
    ...(mean === null ? [] : [words('questionMean', { value: plain(mean) })]),
    ...(type === 'multiple' ? [words('severalChosen')] : []),
  ];
  return (
    <article className={classes.card}>
      <h3 className={classes.questionTitle} dir="auto" translate="no">
        {text(title)}
      </h3>
      <p className={classes.quiet}>{answered > 0 ? facts.join(' \u00B7 ') : words('nobodyAnswered')}</p>
      {answered > 0 && values.length > 0 && <Counts {...{ values, answered }} />}
      {answered > 0 && type === 'text' && <p className={classes.quiet}>{words('answeredInWords')}</p>}
      {answered > 0 && alpha && <QuestionAlpha {...alpha} />}
    </article>
  );
}

/** How often each step or option was chosen, as bars with their numbers. */
function Counts({ values, answered }: Pick<Asked, 'values' | 'answered'>) {
  const text = useText();
  const { number, percent } = useFormats();
  return (
    <dl className={classes.bars}>
      {values.map(({ title, count }) => (
        <div key={title.en}>
          <dt dir="auto" translate="no">
            {text(title)}
          </dt>
          <dd>
            <span className={classes.bar} aria-hidden="true">
              <span style={{ inlineSize: `${(100 * count) / answered}%` }} />
            </span>
            {number(count)} <span className={classes.quiet}>{percent(count / answered)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function QuestionAlpha({ metric, alpha, because, low, high, units }: AlphaView) {
  const words = useQualityWords();
  const { plain } = useNumbers();
  const { several } = useMarks();
  if (alpha === null) return <p className={classes.quiet}>{words(`noAlpha_${because ?? 'no-overlap'}`)}</p>;
  const hasInterval = low !== null && high !== null;
  return (
    <p className={classes.fact}>
      <span>α</span>
      <strong>{plain(alpha)}</strong>
      <span className={classes.quiet}>
        {several([
          hasInterval ? words('interval', { low: plain(low), high: plain(high) }) : words('noInterval'),
          words(metric),
          words('judgedTwice', { count: units }),
        ])}
      </span>
    </p>
  );
}
