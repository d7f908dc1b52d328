import { readFile } from 'node:fs/promises';
import { REPORT_FILE, type Report, reportSchema } from '@heed/schema';
import type { Services } from '../api/services.ts';
import type { Ancestry } from './ancestry.ts';
import { lineage } from './lineage.ts';
import { modelCard } from './model-card.ts';
import { type RolloutParts, rolloutRows } from './rollouts.ts';
import type { ArtifactStore } from './store.ts';
import { tableViews } from './tables.ts';

/** What the API shows of artifacts. */
export function artifactViews(
  store: ArtifactStore,
  ancestry: Ancestry,
  rollouts: RolloutParts,
): Services['artifacts'] {
  return {
    get: async (id) => ({ id, manifest: store.open(id).manifest }),
    async report(id): Promise<Report> {
      const text = await readFile(store.fileOf(id, REPORT_FILE), 'utf8');
      return reportSchema.parse(JSON.parse(text));
    },
    ...tableViews(store),
    rollouts: (query) => rolloutRows(rollouts, query),
    modelCard: (id) => modelCard(store, ancestry, id),
    lineage: (query) => lineage(store, ancestry, query),
  };
}
