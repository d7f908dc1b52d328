import type { JudgementRow, PreferenceRow } from '@heed/schema';
import type { LabeledRows } from '../contract/form.ts';
import { shownOf } from '../contract/row.ts';
import { promptOf } from './standing.ts';

/**
 * What a labeler's own better version teaches: it is a demonstration, and it is better than every answer shown.
 * An edit that changes nothing says nothing. Gives how many edits taught something.
 */
export function addEdits(into: LabeledRows, judgements: readonly JudgementRow[]): number {
  let edits = 0;
  for (const row of judgements) {
    const edit = row.edit?.trim();
    const shown = shownOf(row);
    if (!edit || shown.some(({ text }) => text.trim() === edit)) continue;
    edits++;
    into.demonstrations.push({ ...promptOf(row), completion: edit });
    into.preferences.push(
      ...shown.map(
        ({ text }): PreferenceRow => ({
          ...promptOf(row),
          chosen: edit,
          rejected: text,
          preferenceStrength: 1,
        }),
      ),
    );
  }
  return edits;
}
