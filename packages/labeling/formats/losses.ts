import { type Localized, text } from '@heed/schema';
import type { JudgementEvent } from './events/event.ts';

/** What an event may have that a format cannot hold, with how the events without it are called. */
const about = {
  history: {
    title: text('answers that were corrected or withdrawn later', '后来被更正或撤回的答案'),
    has: ({ isStanding }) => !isStanding,
  },
  blind: {
    title: text('first looks at disagreements', '对分歧的初次判断'),
    has: ({ event }) => event.blind,
  },
  repeats: {
    title: text('answers to repeated tasks', '对重复任务的答案'),
    has: ({ event }) => event.selection === 'repeat',
  },
  ties: { title: text('ties', '平局'), has: ({ event }) => event.outcome === 'tie' },
  tiedRanks: {
    title: text('equal places in rankings', '排序中的并列名次'),
    has: ({ event }) => groupsIn(event).some((group) => group.length > 1),
  },
  bothBad: {
    title: text('“both are bad”', '“两个都不好”'),
    has: ({ event }) => event.outcome === 'both-bad',
  },
  undecided: {
    title: text('“cannot judge”', '“无法判断”'),
    has: ({ event }) => event.outcome === 'cannot-judge',
  },
  skipped: { title: text('skipped tasks', '跳过的任务'), has: ({ event }) => event.outcome === 'skipped' },
  ratings: {
    title: text('ratings', '评分'),
    has: ({ event }) => event.form === 'rating' && event.outcome === 'answered',
  },
  exactRatings: {
    title: text('the number of each rating (kept: desired or not)', '每个评分的具体数值（仅保留是否合意）'),
    has: ({ event }) => event.form === 'rating' && event.outcome === 'answered',
  },
  unedited: {
    title: text('answers that were good as they are', '无需修改的回答'),
    has: ({ event }) => event.form === 'edit' && event.value.keep === true,
  },
  questionnaires: {
    title: text('questionnaires', '问卷'),
    has: ({ event }) => event.form === 'questionnaire' && event.outcome !== null,
  },
  media: {
    title: text('judgements of pictures, sounds and videos', '对图像、音频与视频的评判'),
    has: ({ event }) => event.candidates.some(({ media }) => media !== undefined),
  },
  strength: {
    title: text('how much better the chosen answer is', '所选回答好多少'),
    has: ({ event }) => event.strength !== null,
  },
  critiques: { title: text('critiques', '评语'), has: ({ event }) => event.critique !== null },
  edits: { title: text('edited answers', '修改后的回答'), has: ({ event }) => event.edit !== null },
  labelers: { title: text('who judged', '评判者'), has: ({ event }) => event.outcome !== null },
  judges: {
    title: text('that a judge is not a person', '评判者并非真人的标记'),
    has: ({ event }) => event.labelerKind === 'judge',
  },
  order: { title: text('the order shown', '展示顺序'), has: ({ event }) => event.candidates.length > 1 },
  times: { title: text('time on task', '作答用时'), has: ({ event }) => event.timeMs !== null },
  moments: { title: text('when it was given', '作答时间'), has: ({ event }) => event.at !== null },
  provenance: {
    title: text('round, form, guidelines and models', '轮次、表单、指南与模型'),
    has: ({ event }) => event.outcome !== null,
  },
} as const satisfies Record<string, { title: Localized; has: (seen: Seen) => boolean }>;

/** An event, and whether nothing has taken its place. */
interface Seen {
  event: JudgementEvent;
  isStanding: boolean;
}

export type Loss = keyof typeof about;

/** How much of something a file will not hold. */
export interface CountedLoss {
  loss: Loss;
  title: Localized;
  events: number;
}

function groupsIn({ value }: JudgementEvent): unknown[][] {
  return Array.isArray(value.groups) ? value.groups.filter(Array.isArray) : [];
}

/** Counts what a format that keeps only some things loses of events, the most frequent first. */
export class LossCounter {
  readonly #counts = new Map<Loss, number>();
  readonly #lost: readonly Loss[];

  constructor(keeps: readonly Loss[]) {
    this.#lost = (Object.keys(about) as Loss[]).filter((loss) => !keeps.includes(loss));
  }

  add(event: JudgementEvent, isStanding: boolean): void {
    for (const loss of this.#lost)
      if (about[loss].has({ event, isStanding })) this.#counts.set(loss, (this.#counts.get(loss) ?? 0) + 1);
  }

  counted(): CountedLoss[] {
    return [...this.#counts]
      .map(([loss, events]) => ({ loss, title: about[loss].title, events }))
      .sort((a, b) => b.events - a.events);
  }
}

/** Everything that can be lost: what Heed's own formats keep. */
export const everything = Object.keys(about) as Loss[];
