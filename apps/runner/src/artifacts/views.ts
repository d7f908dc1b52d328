import { readFile } from 'node:fs/promises';
import { REPORT_FILE, type Report, reportSchema } from '@heed/schema';
import type { Services } from '../api/services.ts';
import type { ArtifactView } from '../api/views.ts';
import type { Ancestry } from './ancestry.ts';
import { lineage } from './lineage.ts';
import { modelCard, modelFolder } from './model-card.ts';
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
    async get(id): Promise<ArtifactView> {
      const { manifest } = store.open(id);
      if (modelFolder(manifest) !== '') return { id, manifest, card: undefined };
      const { parameters, config } = await modelCard(store, ancestry, id);
      return { id, manifest, card: { parameters, config } };
    },
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
