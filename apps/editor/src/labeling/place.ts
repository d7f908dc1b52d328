/** One labeler at one batch. */
export interface LabelingPlace {
  run: string;
  node: string;
  labeler: string;
}

/** Where this labeler's answers and drafts lie in the browser's storage. */
export function storageKey(
  { run, node, labeler }: LabelingPlace,
  what: 'answers' | 'draft' | 'work' | 'played' | 'conversation' | 'deed' | 'tab',
): string {
  return `heed.labeling.${run}.${node}.${labeler}.${what}`;
}
