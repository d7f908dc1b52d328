import { readablePrompt } from '@heed/labeling/formats/conversation.ts';
import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import { type Localized, outcomes } from '@heed/schema';
import type { ImportView } from '../api/labels-views.ts';

/** Bad lines that are named, labelers that are listed, and records that are shown; the rest is counted. */
const MOST = { badLines: 50, labelers: 200, shown: 5, characters: 400 };

/** Counts what a file comes to. */
export class ImportTally {
  readonly #outcomes = new Map<string, number>();
  readonly #labelers = new Map<string, ImportView['labelers'][number]>();
  readonly #newTasks = new Set<string>();
  readonly #badLines: ImportView['badLines'] = [];
  readonly #first: ImportView['first'] = [];
  #added = 0;
  #asked = 0;
  #known = 0;
  #empty = 0;
  #bad = 0;

  addBad(line: number, message: Localized): void {
    this.#bad++;
    if (this.#badLines.length < MOST.badLines) this.#badLines.push({ line, message });
  }

  addEmpty(): void {
    this.#empty++;
  }

  addKnown(line: number, event: JudgementEvent): void {
    this.#known++;
    this.#show(line, event);
  }

  addNew(
    line: number,
    event: JudgementEvent,
    task: { id: string; isThere: boolean; isAsked: boolean },
  ): void {
    this.#added++;
    if (task.isAsked) this.#asked++;
    if (!task.isThere) this.#newTasks.add(task.id);
    if (event.outcome) this.#outcomes.set(event.outcome, (this.#outcomes.get(event.outcome) ?? 0) + 1);
    const { labeler, labelerKind: kind } = event;
    const key = JSON.stringify([labeler, kind]);
    const counted = this.#labelers.get(key) ?? { labeler, kind, judgements: 0 };
    counted.judgements++;
    this.#labelers.set(key, counted);
    this.#show(line, event);
  }

  view(records: number, format: ImportView['format']): ImportView {
    const labelers = [...this.#labelers.values()].sort((a, b) => b.judgements - a.judgements);
    return {
      ...{
        format,
        isDone: false,
        records,
        added: this.#added,
        asked: this.#asked,
        newTasks: this.#newTasks.size,
      },
      ...{ known: this.#known, empty: this.#empty, bad: this.#bad, badLines: this.#badLines },
      outcomes: Object.fromEntries(
        outcomes.map((one) => [one, this.#outcomes.get(one) ?? 0]),
      ) as ImportView['outcomes'],
      labelers: labelers.slice(0, MOST.labelers),
      first: this.#first,
    };
  }

  #show(line: number, event: JudgementEvent): void {
    if (this.#first.length >= MOST.shown) return;
    const { labeler, prompt, outcome, candidates, chosen, value } = event;
    this.#first.push({
      ...{ line, labeler, prompt: cut(readablePrompt(prompt)), outcome: outcome ?? event.event },
      answers: candidates.map(({ id, text }) => ({ text: cut(text), isChosen: id === chosen })),
      said: chosen === null && outcome === 'answered' ? saidBy(event) : cut(String(value.critique ?? '')),
    });
  }
}

/** An answer without a chosen candidate in short: a number, places, or its text. */
function saidBy({ value, candidates }: JudgementEvent): string {
  if (typeof value.rating === 'number') return String(value.rating);
  if (!Array.isArray(value.groups)) return cut(String(value.edit ?? value.critique ?? ''));
  const place = (id: string) => candidates.findIndex((one) => one.id === id) + 1;
  return (value.groups as string[][]).map((group) => group.map(place).join(' = ')).join(' > ');
}

function cut(text: string): string {
  return text.length > MOST.characters ? `${text.slice(0, MOST.characters)}…` : text;
}
