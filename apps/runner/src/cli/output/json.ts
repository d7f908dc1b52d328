import type { RunEvent } from '@heed/schema';
import type { RunView } from '../../api/views.ts';
import type { Client } from '../client.ts';
import type { RunOutput } from './output.ts';

/** One JSON object a line: every event, then the result. */
export class JsonOutput implements RunOutput {
  show({ seq, run, at, payload }: RunEvent): void {
    const { type, ...rest } = payload;
    print({ type, seq, run, at, ...rest });
  }

  close(): void {}

  async finish(view: RunView, client: Client): Promise<void> {
    if (view.error) print({ type: 'error', message: view.error.en });
    if (view.error) console.error(view.error.en);
    print(resultOf(view, client));
  }
}

function print(line: object): void {
  console.log(JSON.stringify(line));
}

/** What a run came to: numbers as `node.name`, artifacts as `node.port`. */
export function resultOf(view: RunView, client: Pick<Client, 'placeOf'>) {
  const metrics = view.nodes.flatMap(({ node, results }) =>
    Object.entries(results).map(([name, value]) => [`${node}.${name}`, value]),
  );
  const artifacts = view.nodes.flatMap(({ node, outputs }) =>
    Object.entries(outputs).map(([port, id]) => [`${node}.${port}`, { id, path: client.placeOf(id) }]),
  );
  return {
    ...{ type: 'result', status: view.state, run: view.id },
    metrics: Object.fromEntries(metrics),
    artifacts: Object.fromEntries(artifacts),
  };
}
