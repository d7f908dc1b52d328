import { setImmediate as breath } from 'node:timers/promises';
import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import { formOf } from '@heed/labeling/forms/index.ts';
import { type Localized, text } from '@heed/schema';
import type { ImportWish } from '../api/labels-inputs.ts';
import type { ImportView } from '../api/labels-views.ts';
import { type Database, transact } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { BatchPlace } from '../labeling/batches.ts';
import type { Labeling } from '../labeling/labeling.ts';
import { type ImportFile, LabelFile, sentenceOf } from './read.ts';
import { type Asked, ImportStore, taskOf } from './store.ts';
import { ImportTally } from './tally.ts';

/** Events written in one transaction: some milliseconds, after which others are answered. */
const PIECE = 50;
const LONGEST_NAME = 200;

interface ImportParts {
  db: Database;
  /** Tells of progress that answers from elsewhere made; to be called in their transaction. */
  changed(places: readonly BatchPlace[]): () => void;
  /** Looks whether labelers disagree on a task after an answer to it; in the same transaction. */
  review: Labeling['review'];
}

export type ImportInto = Pick<ImportWish, 'source' | 'skipBad' | 'dryRun'> & {
  set: string;
  name: string;
  file: ImportFile;
};

/** What an event that may be imported comes to. */
type Verdict = 'new' | 'known' | { bad: Localized };

/**
 * Brings the judgements of a file into a set. The whole file is checked before anything is stored; what the set has
 * already is passed over, so that an import can be repeated, and goes on where one was cut off.
 */
export class LabelImport {
  readonly #parts: ImportParts;
  readonly #store: ImportStore;

  constructor(parts: ImportParts) {
    this.#parts = parts;
    this.#store = new ImportStore(parts.db);
  }

  async run(wish: ImportInto): Promise<ImportView> {
    const asked = this.#store.asked(wish.set);
    const checked = await this.#pass(wish, asked, undefined);
    const isRefused = checked.bad > 0 && !wish.skipBad;
    if (wish.dryRun || isRefused || checked.added === 0) return checked;
    const done = await this.#pass(wish, asked, (events) => this.#write(wish, events));
    return { ...done, isDone: true };
  }

  /** Goes through the file once; `write` gets the new events, some at a time. */
  async #pass(
    { set, source, file, name }: ImportInto,
    asked: Asked,
    write: ((events: JudgementEvent[]) => void) | undefined,
  ): Promise<ImportView> {
    const { form, settings, round } = asked;
    const labels = new LabelFile(file, { source, form, settings, round });
    const check = this.#checker(set, asked);
    const tally = new ImportTally();
    let waiting: JudgementEvent[] = [];
    let records = 0;
    for await (const read of labels.records()) {
      records++;
      if ('bad' in read) tally.addBad(read.line, sentenceOf(name, read.line, read.bad));
      else if (read.events.length === 0) tally.addEmpty();
      else
        for (const event of read.events) {
          const verdict = check(event);
          if (typeof verdict === 'object') tally.addBad(read.line, sentenceOf(name, read.line, verdict.bad));
          else if (verdict === 'known') tally.addKnown(read.line, event);
          else {
            const task = taskOf(asked.secret, event);
            tally.addNew(read.line, event, { id: task, ...this.#store.task(set, task) });
            waiting.push(event);
          }
        }
      if (waiting.length >= PIECE) {
        write?.(waiting);
        waiting = [];
      }
      if (records % PIECE === 0) await breath();
    }
    write?.(waiting);
    if (records === 0) throw noRecords(name);
    return tally.view(records, labels.format ?? 'heed');
  }

  #write({ set, source }: ImportInto, events: readonly JudgementEvent[]): void {
    const { db, changed, review } = this.#parts;
    const { secret } = this.#store.asked(set);
    const tell = transact(db, () => {
      const places = events.flatMap((event) => {
        const brought = this.#store.add(set, source, event, Date.now());
        if (event.selection === 'gold' && event.outcome !== null) this.#store.markGold(set, event);
        return [...brought, ...review(set, taskOf(secret, event), kindOf(event))];
      });
      const each = new Map(places.map((place) => [JSON.stringify([place.run, place.node]), place]));
      return changed([...each.values()]);
    });
    tell();
  }

  /** Tells new events from known ones and from those that cannot be stored, in the order of the file. */
  #checker(set: string, asked: Asked): (event: JudgementEvent) => Verdict {
    const judged = this.#store.judgedIds(set);
    const forms = this.#store.forms(set);
    /** Of this file: whose they are, and whether something has taken their place. */
    const seen = new Map<string, { labeler: string; isReplaced: boolean }>();
    return (event) => {
      if (seen.has(event.id) || judged.has(event.id) || this.#store.known(set, event.id)) return 'known';
      const bad = misfit(event, forms, asked) ?? this.#badReplacement(set, event, seen);
      if (bad) return { bad };
      seen.set(event.id, { labeler: event.labeler, isReplaced: false });
      const before = event.replaces === null ? undefined : seen.get(event.replaces);
      if (before) before.isReplaced = true;
      return 'new';
    };
  }

  #badReplacement(
    set: string,
    { replaces, labeler }: JudgementEvent,
    seen: ReadonlyMap<string, { labeler: string; isReplaced: boolean }>,
  ): Localized | undefined {
    if (replaces === null) return undefined;
    const inFile = seen.get(replaces);
    const inSet = inFile ? undefined : this.#store.known(set, replaces);
    if (!inFile && !inSet)
      return text(
        `replaces the judgement "${replaces}", which is neither above it in the file nor in the set`,
        `替换的评判“${replaces}”既不在文件的前文，也不在标注集中`,
      );
    if (inFile && inFile.labeler !== labeler)
      return text(
        `replaces a judgement of another labeler, "${inFile.labeler}"`,
        `替换了另一位标注者“${inFile.labeler}”的评判`,
      );
    if (inFile?.isReplaced || inSet?.isReplaced)
      return text(
        `replaces the judgement "${replaces}", which another one has replaced already`,
        `替换的评判“${replaces}”已被另一条替换`,
      );
    return undefined;
  }
}

/** A first look at a disagreement is not yet a decision, and no vote either. */
function kindOf({ selection, blind, outcome }: JudgementEvent) {
  if (selection !== 'adjudication' || blind) return 'answer';
  return outcome === null ? 'no decision' : 'decision';
}

/** Why an event cannot be a judgement of the set. */
function misfit(event: JudgementEvent, forms: readonly string[], asked: Asked): Localized | undefined {
  if (!forms.includes(event.form))
    return text(
      `was given with the form "${event.form}", but the set asks with "${forms.join('", "')}"`,
      `是用表单“${event.form}”给出的，而标注集使用“${forms.join('”、“')}”`,
    );
  if (event.labeler.length > LONGEST_NAME)
    return text(
      `has a labeler's name of more than ${LONGEST_NAME} characters`,
      `的标注者名称超过 ${LONGEST_NAME} 个字符`,
    );
  const form = formOf(event.form);
  const settings = form.settings.safeParse({ ...asked.settings, ...event.settings, ...leniently });
  if (!settings.success) return text('has settings that its form does not know', '的设置不属于其表单');
  if (event.outcome === null || event.outcome === 'skipped') return undefined;
  if (!form.outcomes(settings.data).includes(event.outcome))
    return text(
      `says "${event.outcome}", which its form does not offer`,
      `的结果“${event.outcome}”不是其表单的选项`,
    );
  const slots = event.candidates.map(({ id }) => id);
  const wrong = form.check({ outcome: event.outcome, value: event.value }, slots, settings.data);
  return (
    wrong && text(`has an answer that its form does not take: ${wrong.en}`, `的答案不符合其表单：${wrong.zh}`)
  );
}

/** What other tools did not ask for is not missing. */
const leniently = { critique: 'off', askStrength: false };

function noRecords(name: string): UserError {
  return new UserError('BAD_REQUEST', {
    en: `${name} has 0 records; choose a file with judgements.`,
    zh: `${name} 有 0 条记录；请选择含有评判的文件。`,
  });
}
