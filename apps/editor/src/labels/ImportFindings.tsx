import { Alert, Text } from '@mantine/core';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import classes from './Labels.module.css';
import type { ImportPreview } from './view.ts';
import { useLabelsWords } from './words.ts';

/** What a file comes to: counts, how its first records are understood, and what is wrong with which line. */
export function ImportFindings({ view }: { view: ImportPreview }) {
  const words = useLabelsWords();
  const { number } = useFormats();
  const { added, known, bad, isDone } = view;
  const sentence = isDone
    ? words('done', { count: added })
    : added > 0
      ? words('wouldAdd', { count: added })
      : words(known > 0 ? 'allKnown' : 'nothingNew');
  return (
    <>
      <Alert variant="light" color={isDone ? 'green' : bad > 0 ? 'yellow' : 'blue'} icon={false}>
        <Text size="sm" fw={600}>
          {sentence}
        </Text>
        <p className={classes.facts}>
          <span>
            {view.format === 'heed'
              ? words('takenForOwn')
              : words('takenFor', { format: words(`format_${view.format}`) })}
          </span>
          <span>{words('records', { count: view.records, number: number(view.records) })}</span>
          {added > 0 && (
            <span>
              {view.asked > 0
                ? words('asked', { count: view.asked, number: number(view.asked) })
                : words('askedNone')}
            </span>
          )}
          {view.newTasks > 0 && (
            <span>{words('newTasks', { count: view.newTasks, number: number(view.newTasks) })}</span>
          )}
          {known > 0 && <span>{words('known', { number: number(known) })}</span>}
          {view.empty > 0 && <span>{words('emptyRecords', { number: number(view.empty) })}</span>}
        </p>
      </Alert>
      <BadLines view={view} />
      <Labelers view={view} />
      <First view={view} />
    </>
  );
}

function BadLines({ view: { bad, badLines } }: { view: ImportPreview }) {
  const words = useLabelsWords();
  const text = useText();
  if (bad === 0) return null;
  return (
    <section aria-label={words('badLines', { count: bad })}>
      <Text size="sm" fw={600} c="var(--heed-bad)">
        {words('badLines', { count: bad })}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
      <ul className={classes.bad} tabIndex={0}>
        {badLines.map(({ message }) => (
          <li key={message.en}>{text(message)}</li>
        ))}
        {bad > badLines.length && <li>{words('moreBad', { count: bad - badLines.length })}</li>}
      </ul>
    </section>
  );
}

function Labelers({ view: { labelers } }: { view: ImportPreview }) {
  const words = useLabelsWords();
  const { number } = useFormats();
  if (labelers.length === 0) return null;
  const shown = labelers.slice(0, 12);
  return (
    <p className={classes.facts}>
      <span>{words('by')}</span>
      {shown.map(({ labeler, kind, judgements }) => (
        <bdi key={`${kind} ${labeler}`}>
          {labeler} ({number(judgements)})
        </bdi>
      ))}
      {labelers.length > shown.length && <span>…</span>}
    </p>
  );
}

/** The first records as they are understood. */
function First({ view: { first } }: { view: ImportPreview }) {
  const words = useLabelsWords();
  if (first.length === 0) return null;
  return (
    <section aria-label={words('first')}>
      <Text size="sm" fw={600}>
        {words('first')}
      </Text>
      <ol className={classes.first}>
        {first.map((one) => (
          <li key={`${one.line} ${one.labeler} ${one.outcome} ${one.prompt}`}>
            <p className={classes.facts}>
              <span>{words('line', { line: one.line })}</span>
              <bdi>{one.labeler}</bdi>
              <span>{words(`outcome_${one.outcome}` as 'outcome_tie')}</span>
              {one.said && <bdi>{one.said}</bdi>}
            </p>
            <p className={classes.prompt} dir="auto">
              {one.prompt}
            </p>
            <ul className={classes.answers}>
              {one.answers.map((answer) => (
                <li key={answer.text} data-chosen={answer.isChosen || undefined} dir="auto">
                  {answer.text}
                  {answer.isChosen && <span className={classes.chosen}>{words('chosen')}</span>}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
