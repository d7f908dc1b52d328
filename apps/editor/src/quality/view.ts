import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

export type QualityView = inferRouterOutputs<AppRouter>['quality']['figures'];
export type Figures = QualityView['figures'];
export type AlphaView = Figures['alpha'];
export type LabelerView = Figures['labelers'][number];
export type Share = NonNullable<LabelerView['agreement']>;
/** A task of which labelers said different things. */
export type Disagreement = Figures['disagreements'][number];
/** A value with its 95 % interval. */
export type Range = Pick<Share, 'value' | 'low' | 'high'>;

/** A batch on its page. */
export interface LabelPlace {
  run: string;
  node: string;
  /** Whether people still answer. */
  isOpen: boolean;
}

/** What a run learned from the labels. */
export type WorthRun = inferRouterOutputs<AppRouter>['quality']['worth']['runs'][number];

/** Do labelers judge turns of conversations of their own, which nobody else has before them? */
export function isOfConversations({ alpha }: Figures): boolean {
  return alpha.because === 'own-conversations';
}
