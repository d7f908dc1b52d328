import { modalityOf, things } from '@heed/labeling/contract/things.ts';
import type { RankingValue } from '@heed/labeling/forms/ranking/value.ts';
import { type ShownTask, text } from '@heed/schema';
import type { Draft, FormKey } from '../draft.ts';
import type { Settings } from '../form.ts';
import { cannotJudgeKey, critiqueKeys } from '../parts/keys.ts';
import { type Groups, move, place, takeOut, tie } from './moves.ts';

export type RankingDraft = Draft<RankingValue>;

/** The draft with its groups changed, and the keys speaking of this answer. */
export function arrange(
  draft: RankingDraft,
  slot: string,
  change: (groups: Groups, slot: string) => Groups,
): RankingDraft {
  const groups = change(draft.value.groups ?? [], slot).map((group) => [...group]);
  return {
    outcome: 'answered',
    focus: slot,
    value: { ...draft.value, groups: groups.length ? groups : undefined },
  };
}

const ofPicked =
  (change: (groups: Groups, slot: string) => Groups) =>
  (draft: RankingDraft): RankingDraft =>
    draft.focus ? arrange(draft, draft.focus, change) : draft;

export const better = (groups: Groups, slot: string) => move(groups, slot, -1);
export const worse = (groups: Groups, slot: string) => move(groups, slot, 1);

export function keys({ candidates }: ShownTask, settings: Settings): FormKey<RankingValue>[] {
  const { en, zh } = things[modalityOf(candidates)].one;
  return [
    ...candidates.map(({ slot }, at) => ({
      keys: [String(at + 1)],
      title: text(
        `Give ${en} ${at + 1} the next place, or pick it`,
        `将${zh} ${at + 1} 排在下一名，或选中它`,
      ),
      press: (draft: RankingDraft) => arrange(draft, slot, place),
    })),
    { keys: ['ArrowUp'], title: text('Move it up', '上移'), press: ofPicked(better) },
    { keys: ['ArrowDown'], title: text('Move it down', '下移'), press: ofPicked(worse) },
    { keys: ['='], title: text('As good as the one above', '与上一名同样好'), press: ofPicked(tie) },
    { keys: ['Delete', '0'], title: text('Take it out', '取出'), press: ofPicked(takeOut) },
    cannotJudgeKey(),
    ...critiqueKeys<RankingValue>(settings),
  ];
}
