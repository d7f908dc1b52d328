import { useFormats } from '../i18n/format.ts';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';

/** Lists longer than this are folded. */
const SHORT_LIST = 12;

/** The settings of a rule, whatever its kind: numbers and words as they are, lists of phrases as tags. */
export function RuleDetails({ details }: { details: Readonly<Record<string, unknown>> }) {
  return (
    <dl className={classes.details}>
      {Object.entries(details).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <DetailValue value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function DetailValue({ value }: { value: unknown }) {
  const words = useOutputWords();
  const { number } = useFormats();
  if (typeof value === 'number') return <>{number(value)}</>;
  if (typeof value === 'string') return <>{value}</>;
  if (!Array.isArray(value)) return <code>{JSON.stringify(value)}</code>;
  const phrases = value.every((one) => typeof one === 'string');
  const list = phrases ? <Phrases phrases={value} /> : <Entries entries={value} />;
  if (phrases && value.length <= SHORT_LIST) return list;
  return (
    <details>
      <summary>{words('entries', { count: value.length })}</summary>
      {list}
    </details>
  );
}

function Phrases({ phrases }: { phrases: readonly string[] }) {
  return (
    <ul className={classes.phrases}>
      {phrases.map((phrase) => (
        <li key={phrase}>{phrase}</li>
      ))}
    </ul>
  );
}

function Entries({ entries }: { entries: readonly unknown[] }) {
  return (
    <ol className={classes.entries}>
      {entries.map((entry) => (
        <li key={JSON.stringify(entry)}>
          <code>{JSON.stringify(entry)}</code>
        </li>
      ))}
    </ol>
  );
}
