import { useText } from '../i18n/language.ts';
import { strengths } from '../labeling/forms/parts/strengths.ts';
import { outcomeWords, useLabelingWords } from '../labeling/text.ts';
import classes from './Adjudication.module.css';
import type { Dispute, SaidByOther } from './view.ts';
import { useAdjudicationWords } from './words.ts';

interface SaidProps {
  others: readonly SaidByOther[];
  first: Dispute['first'];
}

/** What each labeler and judge said of a task, with their reasons, and what this person said before. */
export function Said({ others, first }: SaidProps) {
  const words = useAdjudicationWords();
  return (
    <section className={classes.said} aria-labelledby="adjudication-said">
      <h2 id="adjudication-said" className={classes.saidTitle}>
        {words('saidTitle')}
      </h2>
      <ul className={classes.voices}>
        {others.map((one) => (
          <li key={`${one.kind} ${one.by}`} className={classes.voice} data-kind={one.kind}>
            <span className={classes.by}>
              {one.kind === 'judge' ? words('judge', { name: one.by }) : words('labeler', { number: one.by })}
            </span>
            <Answer {...one} />
          </li>
        ))}
        {first && (
          <li className={classes.voice} data-kind="own">
            <span className={classes.by}>{words('you')}</span>
            <Answer {...first} />
          </li>
        )}
      </ul>
    </section>
  );
}

/** An answer of any form in few words: the choice, the order or the number, then what was written. */
function Answer({ outcome, value }: Pick<SaidByOther, 'outcome' | 'value'>) {
  const words = useAdjudicationWords();
  const own = useLabelingWords();
  const text = useText();
  const { chosen, strength, groups, rating, overall, each, critique, edit } = value as AnyValue;
  const number = (slot: string) => slot.replace(/\D/g, '');
  const strong = strengths.find((one) => one.strength === strength);
  const parts = [
    outcome === 'answered' ? undefined : own(outcomeWords[outcome]),
    chosen && words('better', { number: number(chosen) }),
    strong && text(strong.title),
    groups?.map((group) => group.map(number).join(' = ')).join(' > '),
    rating?.toString(),
    overall && listed(overall),
    ...Object.entries(each ?? {}).map(([slot, said]) =>
      words('ofAnswer', { number: number(slot), said: listed(said) }),
    ),
  ].filter((part) => part !== undefined && part !== '');
  return (
    <>
      <strong>{parts.join(' \u00B7 ')}</strong>
      {critique && (
        <q className={classes.reason} dir="auto" translate="no">
          {critique}
        </q>
      )}
      {edit && (
        <p className={classes.edit} dir="auto" translate="no">
          {edit}
        </p>
      )}
    </>
  );
}

/** The values of all forms, as far as they can be told in words. */
interface AnyValue {
  chosen?: string;
  strength?: number;
  groups?: string[][];
  rating?: number;
  overall?: Record<string, unknown>;
  each?: Record<string, Record<string, unknown>>;
  critique?: string;
  edit?: string;
}

function listed(answers: Record<string, unknown>): string {
  return Object.entries(answers)
    .map(([question, said]) => `${question}: ${[said].flat().join(', ')}`)
    .join('; ');
}
