import { type JudgementRow, outcomes } from '@heed/schema';
import type { Question } from '../forms/questionnaire/questions.ts';
import { agreementMatrix } from './agreement.ts';
import { type AlphaOptions, type Category, krippendorffAlpha } from './alpha.ts';
import { biases } from './bias.ts';
import { ceilingOf } from './ceiling.ts';
import { disagreements } from './disagreements.ts';
import type { QualityFigures } from './figures-schema.ts';
import { fitJoint, type JointFit } from './fit-joint.ts';
import type { Estimate } from './intervals.ts';
import { jointComparisons } from './joint-input.ts';
import { firstJudgements, type JudgedRow, nominalUnits, ordinalUnits, readJudgements } from './judged.ts';
import { labelerFigures, votesOf } from './labelers.ts';
import { pace } from './pace.ts';
import { questionFigures } from './questions.ts';

/** Points of the history of α. */
const HISTORY_POINTS = 24;
/** Labelers in the matrix, those with most judgements. */
const MATRIX_SIZE = 40;

/**
 * All figures of a batch's standing judgements, in the order they were given; decisions on disagreements are not among
 * the answers that are compared. `gold` holds the right category of tasks
 * whose answer is known; `checks` are answers to those of them that are nothing but checks; `questions` are those of a
 * questionnaire.
 */
export function qualityFigures(
  all: readonly JudgementRow[],
  gold: ReadonlyMap<string, Category> = new Map(),
  checks: readonly JudgementRow[] = [],
  questions: readonly Question[] = [],
): QualityFigures {
  const rows = all.filter(({ selection }) => selection !== 'adjudication');
  const judged = readJudgements(rows);
  const first = firstJudgements(judged);
  const fair = drawnFairly(first);
  const people = fair.filter(({ row }) => row.labelerKind === 'person');
  const labelers = labelerFigures(judged, gold, readJudgements(checks));
  const hasJudges = labelers.some(({ kind }) => kind === 'judge');
  const comparisons = jointComparisons(judged.filter(({ row }) => row.selection !== 'repeat'));
  const model = comparisons.length > 0 ? fitJoint(comparisons) : null;
  const fitted = new Map(model?.labelers.map((one) => [one.labeler, one]));
  const ofMatrix = labelers.slice(0, MATRIX_SIZE).map(({ labeler }) => labeler);
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  return {
    judgements: rows.length,
    tasks: new Set(judged.map(({ unit }) => unit)).size,
    people: labelers.filter(({ kind }) => kind === 'person').length,
    judges: labelers.filter(({ kind }) => kind === 'judge').length,
    outcomes: Object.fromEntries(outcomes.map((one) => [one, count(one)])) as QualityFigures['outcomes'],
    candidates: judged.reduce((most, { shown }) => Math.max(most, shown.length), 0),
    alpha: alphaOf(fair),
    isOfRandomShare: fair.length < first.length,
    alphaOfStrength: rows.some(({ strength }) => strength !== null)
      ? { metric: 'ordinal', ...krippendorffAlpha(ordinalUnits(fair), { metric: 'ordinal' }) }
      : null,
    alphaOfPeople: hasJudges && people.length > 0 ? alphaOf(people) : null,
    pace: pace(rows),
    history: history(fair),
    labelers: labelers.map((one) => {
      const own = fitted.get(one.labeler);
      return {
        ...one,
        skill: own ? through(own.logSkill, Math.exp) : null,
        position: own ? through(own.position, logistic) : null,
      };
    }),
    matrix: agreementMatrix(votesOf(judged), ofMatrix),
    model: model && modelFigures(model, comparisons.length),
    ceiling: ceilingOf(fair.map(({ row }) => row)) ?? null,
    questions: questionFigures(fair, questions),
    biases: biases(fair),
    ...disagreements(first, gold),
  };
}

/**
 * Judgements of tasks that were not chosen because labelers were expected to be divided on them: agreement and biases on
 * those would not be those of all. Where no other tasks were asked, all of them.
 */
function drawnFairly(judged: readonly JudgedRow[]): JudgedRow[] {
  const fair = judged.filter(({ row }) => row.selection !== 'informative');
  return fair.length > 0 ? fair : [...judged];
}

/** Ordinal where every category is a number, otherwise nominal. */
function alphaOf(judged: readonly JudgedRow[], options: Partial<AlphaOptions> = {}): QualityFigures['alpha'] {
  const numbers = judged.every(({ category }) => category === null || typeof category === 'number');
  const metric = numbers && judged.some(({ ordinal }) => ordinal !== null) ? 'ordinal' : 'nominal';
  const units = metric === 'ordinal' ? ordinalUnits(judged) : nominalUnits(judged);
  const alpha = krippendorffAlpha(units, { metric, ...options });
  const isOwn = judged.length > 0 && judged.every((one) => one.isOwn);
  const isByQuestion = alpha.because === 'no-overlap' && judged.some(hasSeveralAnswers);
  const because = isOwn ? 'own-conversations' : isByQuestion ? 'by-question' : alpha.because;
  return { metric, ...alpha, because };
}

/** Was more than one thing said, so that an answer is no single category? */
function hasSeveralAnswers({ row, category }: JudgedRow): boolean {
  return row.form === 'questionnaire' && row.outcome === 'answered' && category === null;
}

function history(judged: readonly JudgedRow[]): QualityFigures['history'] {
  const steps = Math.min(HISTORY_POINTS, judged.length);
  return Array.from({ length: steps }, (_, index) => {
    const judgements = Math.round(((index + 1) / steps) * judged.length);
    return { judgements, alpha: alphaOf(judged.slice(0, judgements), { rounds: 0 }).alpha };
  });
}

function modelFigures({ prompts, position, logTie, logSpread }: JointFit, comparisons: number) {
  // with equal scores and no bias a tie is as likely as λ to two wins of weight 1
  const tied = (log: number) => Math.exp(log) / (2 + Math.exp(log));
  return {
    comparisons,
    prompts: prompts.length,
    position: through(position, logistic),
    tie: through(logTie, tied),
    spread: through(logSpread, Math.exp),
  };
}

/** An estimate on another scale; the interval goes along. */
function through({ value, low, high }: Estimate, scale: (value: number) => number) {
  return { value: scale(value), low: scale(low), high: scale(high) };
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
