import type { RankingValue } from '@heed/labeling/forms/ranking/value.ts';
import { IconArrowDown, IconArrowUp, IconEqual, IconGripVertical, IconX } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import classes from '../../Labeling.module.css';
import { useThingWords } from '../../media/useThings.ts';
import forms from '../Forms.module.css';
import type { FormProps } from '../form.ts';
import { AnswerContent } from '../parts/AnswerContent.tsx';
import { CannotJudge } from '../parts/CannotJudge.tsx';
import { Critique } from '../parts/Critique.tsx';
import { arrange, better, worse } from './keys.ts';
import { type Groups, place, placeOf, putAt, takeOut, tie } from './moves.ts';
import { useDrag } from './useDrag.ts';

type Props = FormProps<RankingValue>;

/** Cards to be put in order: first those that have a place, from the best, then those that wait for one. */
export function RankingForm(props: Props) {
  const { task, settings, question, draft, setDraft } = props;
  const words = useThingWords();
  const list = useRef<HTMLDivElement>(null);
  const groups = draft.value.groups ?? [];
  const drop = (slot: string, at: number) => setDraft(arrange(draft, slot, (now) => putAt(now, slot, at)));
  const { dragging, handle } = useDrag(list, drop);
  const ranked = groups.flat();
  const waiting = task.candidates.filter(({ slot }) => !ranked.includes(slot));
  const numberOf = (slot: string) => task.candidates.findIndex((one) => one.slot === slot) + 1;
  const card = (slot: string) => (
    <Card
      {...props}
      key={slot}
      slot={slot}
      number={numberOf(slot)}
      groups={groups}
      handle={handle(slot)}
      lifted={dragging?.slot === slot ? dragging.by : undefined}
    />
  );
  return (
    <>
      <div
        ref={list}
        className={forms.ranking}
        data-drop={dragging && dragging.place >= 0 ? true : undefined}
      >
        {ranked.length > 0 && (
          <ol className={forms.cards} aria-label={question}>
            {ranked.map(card)}
          </ol>
        )}
        {waiting.length > 0 && (
          <>
            <p className={classes.quiet}>{words('notPlaced', { count: waiting.length })}</p>
            <ul className={forms.cards} aria-label={words('notPlacedList')}>
              {waiting.map(({ slot }) => card(slot))}
            </ul>
          </>
        )}
      </div>
      <p className={forms.unseen} aria-live="polite">
        {draft.focus && placeOf(groups, draft.focus) >= 0
          ? words('placed', {
              number: numberOf(draft.focus),
              place: placeOf(groups, draft.focus) + 1,
              of: groups.length,
            })
          : ''}
      </p>
      <div className={classes.others}>
        <CannotJudge draft={draft} setDraft={setDraft} />
      </div>
      <Critique settings={settings} draft={draft} setDraft={setDraft} />
    </>
  );
}

interface CardProps extends Props {
  slot: string;
  /** As it was shown: the digit that picks it. */
  number: number;
  groups: Groups;
  handle: object;
  /** How far it was dragged, while it is. */
  lifted: number | undefined;
}

function Card({ task, settings, draft, setDraft, slot, number, groups, handle, lifted }: CardProps) {
  const words = useThingWords();
  const candidate = task.candidates.find((one) => one.slot === slot);
  const at = placeOf(groups, slot);
  const title = words('answerNumber', { number });
  const change = (how: (groups: Groups, slot: string) => Groups) => setDraft(arrange(draft, slot, how));
  const isTied = (groups[at]?.length ?? 0) > 1;
  if (!candidate) return null;
  return (
    <li
      className={forms.card}
      data-slot={slot}
      data-place={at >= 0 ? at : undefined}
      data-picked={draft.focus === slot || undefined}
      data-lifted={lifted === undefined ? undefined : true}
      style={lifted === undefined ? undefined : { transform: `translateY(${lifted}px)` }}
      aria-label={at >= 0 ? words('placed', { number, place: at + 1, of: groups.length }) : title}
    >
      <span className={forms.handle} {...handle} aria-hidden="true">
        <span className={forms.rank}>{at >= 0 ? at + 1 : '\u2013'}</span>
        <IconGripVertical size={18} />
      </span>
      <div className={forms.cardBody}>
        <h2 className={classes.label}>
          {title} <span data-key={number} />
        </h2>
        <AnswerContent candidate={candidate} settings={settings} />
        <div className={forms.cardTools}>
          {at < 0 && <Tool label={words('placeNext', { number })} onClick={() => change(place)} wide />}
          {at >= 0 && (
            <>
              <Tool label={words('moveUp', { number })} onClick={() => change(better)}>
                <IconArrowUp size={17} />
              </Tool>
              <Tool label={words('moveDown', { number })} onClick={() => change(worse)}>
                <IconArrowDown size={17} />
              </Tool>
              <Tool
                label={words(isTied ? 'untie' : 'tieAbove', { number })}
                pressed={isTied}
                disabled={at === 0 && !isTied}
                onClick={() => change(tie)}
              >
                <IconEqual size={17} />
              </Tool>
              <Tool label={words('takeOut', { number })} onClick={() => change(takeOut)}>
                <IconX size={17} />
              </Tool>
            </>
          )}
        </div>
      </div>
    </li>
  );
}

interface ToolProps {
  label: string;
  pressed?: boolean;
  disabled?: boolean;
  /** Shows its label. */
  wide?: boolean;
  children?: ReactNode;
  onClick(): void;
}

function Tool({ label, pressed, disabled, wide, children, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className={forms.tool}
      data-choice
      aria-label={wide ? undefined : label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {wide ? label : children}
    </button>
  );
}
