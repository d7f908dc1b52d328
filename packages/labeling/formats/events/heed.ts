import { formNames, formOf } from '../../forms/index.ts';
import { BadRecord, type Fields } from '../feedback.ts';
import { EVENT_VERSION, type JudgementEvent, judgementEventSchema } from './event.ts';

/** Does a record look like an event of Heed's own? */
export function isEvent(fields: Fields): boolean {
  return Object.hasOwn(fields, 'heed') && Object.hasOwn(fields, 'event');
}

/** One line of Heed's JSONL, with its newline. */
export function eventLine(event: JudgementEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/** The event that a record holds. Throws a `BadRecord` that names the field. */
export function readEvent(fields: Fields): JudgementEvent {
  if (fields.heed !== EVENT_VERSION)
    throw new BadRecord(
      `has the event version ${JSON.stringify(fields.heed)}, but this Heed reads version ${EVENT_VERSION}`,
      `的事件版本为 ${JSON.stringify(fields.heed)}，而此 Heed 读取版本 ${EVENT_VERSION}`,
    );
  const parsed = judgementEventSchema.safeParse(fields);
  if (!parsed.success) throw misshapen(parsed.error.issues[0]);
  return checked(parsed.data);
}

function misshapen(issue: { path: PropertyKey[]; message: string } | undefined): BadRecord {
  const place = issue?.path.map(String).join('.') || '?';
  return new BadRecord(
    `has a wrong "${place}": ${issue?.message ?? 'it is not what an event holds'}`,
    `的“${place}”有误：${issue?.message ?? '不是事件应有的内容'}`,
  );
}

/** What the schema cannot say: known form, candidates that differ by id, a value that fits its form. */
function checked(event: JudgementEvent): JudgementEvent {
  const { form, value, candidates, event: kind, replaces, outcome } = event;
  if (!formNames.includes(form as (typeof formNames)[number]))
    throw new BadRecord(
      `has the form "${form}"; the forms are ${formNames.join(', ')}`,
      `的表单为“${form}”；现有表单为 ${formNames.join('、')}`,
    );
  if (new Set(candidates.map(({ id }) => id)).size < candidates.length)
    throw new BadRecord('has two candidates with the same id', '有两个 id 相同的候选回答');
  if ((kind === 'answer') !== (replaces === null) || (kind === 'withdrawal') !== (outcome === null))
    throw new BadRecord(
      `is ${kind === 'answer' ? 'an' : 'a'} ${kind}, which does not go with its "replaces" and "outcome"`,
      `的事件“${kind}”与其“replaces”和“outcome”不符`,
    );
  const parsed = formOf(form).value.safeParse(value);
  if (!parsed.success) {
    const { path = [], message = '' } = parsed.error.issues[0] ?? {};
    throw misshapen({ path: ['value', ...path], message });
  }
  checkNames(event, parsed.data);
  return event;
}

/** An answer may name only what was shown. */
function checkNames({ form, candidates, played }: JudgementEvent, value: unknown): void {
  const known = new Set(candidates.map(({ id }) => id));
  const checked = (id: string) => {
    if (known.has(id)) return id;
    throw new BadRecord(
      `names the candidate "${id}", which is not among its candidates`,
      `提到的候选回答“${id}”不在其候选之中`,
    );
  };
  formOf(form).rename(value, checked);
  for (const id of Object.keys(played ?? {})) checked(id);
}
