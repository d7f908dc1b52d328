import { firstTables } from './0001-first-tables.ts';
import { versionsPartsPins } from './0002-versions-parts-pins.ts';
import { curvesLogsLineage } from './0003-curves-logs-lineage.ts';
import { pausesAndWorkers } from './0004-pauses-and-workers.ts';
import { accessTables } from './0005-access.ts';
import { labelSets } from './0006-label-sets.ts';
import { flagsTable } from './0007-flags.ts';
import { endpointsTable } from './0008-endpoints.ts';
import { logLanguages } from './0009-log-languages.ts';
import { disputes } from './0010-disputes.ts';
import { dialogueEvents } from './0011-dialogues.ts';
import { importedJudgements } from './0012-imported-judgements.ts';
import { playedShares } from './0013-played.ts';
import { knownTasks } from './0014-known-tasks.ts';

/** In order; the number of a data folder is how many of them it has seen. Never change one that was released. */
export const migrations: readonly string[] = [
  firstTables,
  versionsPartsPins,
  curvesLogsLineage,
  pausesAndWorkers,
  accessTables,
  labelSets,
  flagsTable,
  endpointsTable,
  logLanguages,
  disputes,
  dialogueEvents,
  importedJudgements,
  playedShares,
  knownTasks,
];
