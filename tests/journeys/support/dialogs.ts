import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { source } from './places.ts';

/**
 * Where each dialog and drawer of the editor is looked at: a place or layer by its name, or the test of its own in which
 * it is opened and examined.
 */
export const dialogs: Record<string, string> = {
  'adjudication/OpenDisputes.tsx': 'quality: leaving disagreements',
  'app/ConfirmDelete.tsx': 'template of the team: deletion of a template',
  'app/SideDrawer.tsx': 'table: row',
  'canvas/ConnectDialog.tsx': 'canvas: wires by keyboard',
  'canvas/InspectorSheet.tsx': 'canvas: settings of PPO',
  'canvas/NodeSearch.tsx': 'canvas: node search',
  'commands/CommandMenu.tsx': 'canvas: command palette',
  'commands/KeyDialog.tsx': 'canvas: keyboard shortcuts',
  'flags/SendDialog.tsx': 'flags: sending of flags',
  'graphs/DeletedGraphs.tsx': 'pipelines: deleted pipelines',
  'graphs/LinkDialog.tsx': 'pipelines: link that could not be copied',
  'graphs/RenameDialog.tsx': 'pipelines: renaming of a pipeline',
  'inspector/KindPage.tsx': 'canvas: page of a kind',
  'labeling/KeyHelp.tsx': 'labeling: keys of labeling',
  'labeling/RecentAnswers.tsx': 'labeling: last answers',
  'labels/ExportDialog.tsx': 'label sets: export of labels',
  'labels/ImportDialog.tsx': 'label sets: import of labels',
  'lineage/JudgementsDrawer.tsx': 'lineage: judgements behind a model',
  'outputs/OutputDrawer.tsx': 'table',
  'outputs/RowDrawer.tsx': 'table: row',
  'panels/human-labeling/Panel.tsx': 'canvas: preview of labeling',
  'rollouts/RolloutsDrawer.tsx': 'rollouts',
  'rounds/AskForMore.tsx': 'quality: more answers',
  'runs/InviteLinks.tsx': 'run that waits for people: links of a batch',
  'runs/controls/HistoryButton.tsx': 'run: history',
  'runs/controls/Question.tsx': 'run: deletion of a run',
  'runs/controls/RunControls.tsx': 'run: deletion of a run',
  'runs/controls/RunHistory.tsx': 'run: history',
  'runs/preflight/PreflightDialog.tsx': 'canvas: what a run would take',
  'saving/MergeDialog.tsx': 'tests/browser/saving.test.ts',
  'templates/ImportCheck.tsx': 'tests/browser/templates.test.ts',
  'templates/SaveTemplate.tsx': 'canvas: save as a template',
  'versions/VersionPicture.tsx': 'canvas: version on the canvas',
};

const OPENS_ONE = /<(?:Modal|Drawer|SideDrawer|Question)(?:\.Root)?[\s>]/;

/** Files of the editor that open a dialog or drawer. */
export function editorDialogs(): string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && OPENS_ONE.test(readFileSync(join(source, file), 'utf8')))
    .sort();
}
