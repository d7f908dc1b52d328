import type { Judged, LabelingForm } from '@heed/labeling/contract/form.ts';
import type { JudgeAsked } from '@heed/labeling/judges/questions.ts';
import { type LabelingTask, type Message, NodeError, text } from '@heed/schema';

/** What a judge fills in: a form with its settings, the question and the guidelines. */
export interface Asked extends JudgeAsked {
  title: LabelingForm['title'];
}

/** Somebody who is no person and answers tasks. */
export interface Judge extends AsyncDisposable {
  /** As its judgements show it. */
  readonly name: string;
  /** How many tasks it is given at a time. */
  readonly batchSize: number;
  /** Whether its answers cost so much that none is asked for twice. */
  readonly isCostly: boolean;
  /** What it says of each task, candidates named by id. Throws a `NodeError` for a form that it cannot fill in. */
  answer(asked: Asked, tasks: readonly LabelingTask[], options: AnswerOptions): Promise<Judged<unknown>[]>;
}

export interface AnswerOptions {
  signal: AbortSignal;
  /** Scores closer than this are a tie; only of judges that give scores. */
  minimumMargin: number;
  log(level: 'info' | 'warn', message: Message): void;
}

/** Throws a `NodeError` where something else than texts is to be judged, by a judge that reads texts alone. */
export function checkTexts(tasks: readonly LabelingTask[]): void {
  if (tasks.every(({ candidates }) => candidates.every(({ media }) => !media))) return;
  throw new NodeError(
    text(
      'The wired judge reads texts alone, and here pictures, sounds or videos are judged; take the wire to the judge away.',
      '接入的裁判只能读取文本，而此处评判的是图像、音频或视频；请移除裁判的连线。',
    ),
  );
}
