import type { JudgementRow, PreferenceRow } from '@heed/schema';
import type { LabeledRows } from '../contract/form.ts';
import { shownOf } from '../contract/row.ts';
import { promptOf } from './standing.ts';

/**
 * What a labeler's own better version teaches: it is a demonstration, and it is better than every answer shown.
 * Edits that change nothing say nothing.
 */
export function addEdits(into: LabeledRows, judgements: readonly JudgementRow[]): void {
  for (const row of judgements) {
    const edit = row.edit?.trim();
    if (!edit) continue;
    const others = shownOf(row).filter(({ text }) => text.trim() !== edit);
    const changed = others.length === shownOf(row).length;
    if (!changed) continue;
    into.demonstrations.push({ ...promptOf(row), completion: edit });
    into.preferences.push(...others.map(({ text }): PreferenceRow => better(row, edit, text)));
  }
}

function better(row: JudgementRow, chosen: string, rejected: string): PreferenceRow {
  return { ...promptOf(row), chosen, rejected, preferenceStrength: 1 };
}
