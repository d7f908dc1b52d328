import type { ReactNode } from 'react';
import { type LabelingPlace, storageKey } from './place.ts';
import { Resting } from './Resting.tsx';
import { useLabelingWords } from './text.ts';
import { useOnlyTab } from './useOnlyTab.ts';

/** A labeler's work at a batch, in the tab where they went on last; in all others, the way to go on there. */
export function OneTab({ place, children }: { place: LabelingPlace; children: ReactNode }) {
  const words = useLabelingWords();
  const { isHere, takeUp } = useOnlyTab(storageKey(place, 'tab'));
  if (isHere) return children;
  return (
    <Resting
      title={words('elsewhereTitle')}
      text={words('elsewhereText')}
      action={{ title: words('goOnHere'), press: takeUp }}
    />
  );
}
