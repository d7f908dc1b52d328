import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import { eventLine } from '@heed/labeling/formats/events/heed.ts';
import { eventColumns, eventRowSchema, rowOfEvent } from '@heed/labeling/formats/events/table.ts';
import type { Feedback, FeedbackFormat } from '@heed/labeling/formats/feedback.ts';
import { feedbackOf, replacedIds } from '@heed/labeling/formats/from-events.ts';
import { type ExportFormat, formats } from '@heed/labeling/formats/index.ts';
import { everything, LossCounter } from '@heed/labeling/formats/losses.ts';
import type { ExportView } from '../api/labels-views.ts';
import { csvLine } from '../artifacts/table-files.ts';
import { onTables } from '../artifacts/tables.ts';

/** Records that stand in a sample, and the characters of it. */
const SAMPLE = { records: 3, characters: 4000 };

/** Events in the order in which they were given, some at a time. */
export type Events = () => Iterable<JudgementEvent[]>;

const ofTool = (format: ExportFormat): FeedbackFormat | undefined =>
  formats.find((one) => one.format === format);

/** The end of a file's name. */
export function endingOf(format: ExportFormat): string {
  if (format === 'csv' || format === 'parquet') return format;
  return ofTool(format)?.isList ? 'json' : 'jsonl';
}

/** The bytes of an export, some at a time. */
export async function* exported(events: Events, format: ExportFormat): AsyncGenerator<string | Uint8Array> {
  if (format === 'parquet') yield* parquet(events);
  else if (format === 'heed' || format === 'csv') yield* ownText(events, format);
  else yield* toolText(events, ofTool(format) as FeedbackFormat);
}

async function* ownText(events: Events, format: 'heed' | 'csv'): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(eventColumns);
  for (const some of events()) {
    if (some.length === 0) continue;
    yield some.map(format === 'csv' ? csvOf : eventLine).join('');
    await breath();
  }
}

function csvOf(event: JudgementEvent): string {
  const row = rowOfEvent(event);
  return csvLine(eventColumns.map((name) => row[name]));
}

async function* parquet(events: Events): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'heed-labels-'));
  try {
    const file = join(folder, 'labels.parquet');
    async function* rows() {
      for (const some of events()) {
        yield* some.map(rowOfEvent);
        await breath();
      }
    }
    await onTables(({ writeTable }) => writeTable(file, eventRowSchema, rows()));
    yield* createReadStream(file) as AsyncIterable<Uint8Array>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* toolText(events: Events, format: FeedbackFormat): AsyncGenerator<string> {
  const records = format.write(await feedbackIn(events));
  if (!format.isList) {
    for (let at = 0; at < records.length; at += 500) {
      yield records
        .slice(at, at + 500)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join('');
      await breath();
    }
    return;
  }
  yield '[';
  for (const [index, record] of records.entries()) {
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(record)}`;
    if (index % 500 === 499) await breath();
  }
  yield '\n]\n';
}

/** Standing events in the words of other tools. */
async function feedbackIn(events: Events, seen?: (event: JudgementEvent, isStanding: boolean) => void) {
  const replaced = new Set<string>();
  for (const some of events()) {
    for (const id of replacedIds(some)) replaced.add(id);
    await breath();
  }
  const feedback: Feedback[] = [];
  for (const some of events()) {
    for (const event of some) {
      const isStanding = event.outcome !== null && !replaced.has(event.id);
      seen?.(event, isStanding);
      const said = isStanding ? feedbackOf(event) : undefined;
      if (said) feedback.push(said);
    }
    await breath();
  }
  return feedback;
}

/** What an export holds, what it loses, and how it begins. */
export async function describeExport(
  events: Events,
  format: ExportFormat,
): Promise<Pick<ExportView, 'events' | 'records' | 'lost' | 'sample'>> {
  const tool = ofTool(format);
  const losses = new LossCounter(tool?.keeps ?? everything);
  let count = 0;
  const feedback = await feedbackIn(events, (event, isStanding) => {
    count++;
    losses.add(event, isStanding);
  });
  const records = tool ? tool.write(feedback) : undefined;
  return {
    events: count,
    records: records?.length ?? count,
    lost: losses.counted(),
    sample: records ? sampleOf(records) : await firstLines(events, format),
  };
}

function sampleOf(records: readonly unknown[]): string {
  const some = records.slice(0, SAMPLE.records).map((one) => JSON.stringify(one, null, 2));
  return some.join('\n').slice(0, SAMPLE.characters);
}

async function firstLines(events: Events, format: ExportFormat): Promise<string> {
  if (format === 'parquet') return '';
  const [first = []] = events();
  const some = (first.length > 0 ? first : [...events()].flat()).slice(0, SAMPLE.records);
  if (format === 'heed') return sampleOf(some);
  return [csvLine(eventColumns), ...some.map(csvOf)].join('').slice(0, SAMPLE.characters);
}
