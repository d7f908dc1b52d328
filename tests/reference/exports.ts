import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endingOf, exported } from '../../apps/runner/src/labels/export.ts';
import type { JudgementEvent } from '../../packages/labeling/formats/events/event.ts';
import { type ExportFormat, exportFormats } from '../../packages/labeling/formats/index.ts';

const prompts = [
  'How is the weather?',
  '明天会下雨吗？',
  'ما هو الطقس؟',
  'Quotes: "a", \'b\'\nand a second line',
];

/** What is chosen and what is rejected, with everything that files have trouble with. */
const answers: [string, string][] = [
  ['A calm, dry day.', 'I don\'t know; "maybe", \\n'],
  ['会，记得带伞。🌂', '不知道。'],
  ['مشمس ☀️', 'ممطر'],
  ['one\ntwo\r\nthree', ' spaces '.trim()],
];

/** A judgement of each kind that other tools have words for. */
export const events: JudgementEvent[] = prompts.flatMap((prompt, n) => {
  const [better, worse] = answers[n] as [string, string];
  const candidates = [better, worse].map((text, place) => ({ id: `${n}-${place}`, text, model: null }));
  const about = {
    ...{
      heed: 1 as const,
      event: 'answer' as const,
      task: `t${n}`,
      promptId: `p${n}`,
      prompt,
      language: 'en',
    },
    ...{ form: 'pairwise', formVersion: 1, settings: {}, guidelineVersion: '', candidates, edit: null },
    ...{ labelerKind: 'person' as const, round: 1, selection: 'fixed' as const, late: false, counted: true },
    ...{
      blind: false,
      played: null,
      replaces: null,
      source: null,
      timeMs: 1500 + n,
      at: 1_700_000_000_000 + n,
    },
  };
  const chosen = `${n}-0`;
  const said = { critique: '"Clear",\n很清楚 👍', strength: 2 as const };
  return [
    {
      ...about,
      id: `a${n}`,
      labeler: 'ann',
      outcome: 'answered',
      value: { chosen, ...said },
      chosen,
      ...said,
    },
    {
      ...about,
      id: `b${n}`,
      labeler: '小明',
      outcome: 'tie',
      value: {},
      chosen: null,
      strength: null,
      critique: null,
    },
  ];
});

/** Writes the events in every format, for other tools to read. */
export async function writeExports(folder: string): Promise<void> {
  for (const format of exportFormats) {
    const parts: Buffer[] = [];
    for await (const part of exported(() => [events], format)) parts.push(Buffer.from(part));
    await writeFile(join(folder, fileOf(format)), Buffer.concat(parts));
  }
}

/** `exported-trl.jsonl` */
export function fileOf(format: ExportFormat): string {
  return `exported-${format}.${endingOf(format)}`;
}

if (import.meta.main) await writeExports(process.argv[2] as string);
