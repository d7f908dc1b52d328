import type { RunView } from '../../api/views.ts';
import type { Client } from '../client.ts';
import { DEFAULT_DATA } from '../defaults.ts';
import { finalOutputs } from '../fetch-artifact.ts';
import { printReport } from './report.ts';

/** The end of a run for people: how it went, what its reports say, and what to do next. */
export async function printSummary(view: RunView, client: Client, data: string): Promise<void> {
  for (const { outputs } of view.nodes) {
    for (const id of Object.values(outputs)) {
      const { manifest } = await client.artifact(id);
      if (manifest.type === 'report') await printReport(await client.report(id), id, client);
    }
  }
  const seconds = ((view.finishedAt ?? Date.now()) - (view.startedAt ?? view.createdAt)) / 1000;
  console.log(`Run ${view.id} ${endings[view.state] ?? view.state} after ${seconds.toFixed(1)} s.`);
  if (view.error) console.error(view.error.en);
  if (view.state === 'succeeded') printPlaces(view, client, data);
  if (view.state === 'paused') console.log(`Go on with it: npx heed runs resume ${view.id}`);
  if (view.state === 'waiting_human')
    console.log(`Answer its tasks in the browser: npx heed serve --data ${data}`);
}

/** Where the results lie: the outputs that no other node takes, and the way to see all of it. */
function printPlaces(view: RunView, client: Client, data: string): void {
  const last = finalOutputs(view).map(({ name, id }) => ({ name, place: client.placeOf(id) }));
  const width = Math.max(0, ...last.map(({ name }) => name.length));
  console.log('\nResults');
  for (const { name, place } of last) console.log(`  ${name.padEnd(width)}  ${place}`);
  if (client.isRemote) return;
  console.log(`\nSee the pipeline and this run in the editor: ${editorCommand(data)}`);
}

function editorCommand(data: string): string {
  return data === DEFAULT_DATA ? 'npm start' : `npx heed serve --data ${data}`;
}

const endings: Partial<Record<RunView['state'], string>> = {
  succeeded: 'is done',
  failed: 'failed',
  cancelled: 'was cancelled',
  waiting_human: 'waits for people',
  interrupted: 'was interrupted',
  paused: 'is paused',
};
