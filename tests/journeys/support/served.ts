import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph, NodeState, RunState } from '@heed/schema';
import { createTRPCClient, httpLink } from '@trpc/client';
import { editorFolder } from '../../../apps/runner/src/api/http/editor.ts';
import type { AppRouter } from '../../../apps/runner/src/api/router.ts';
import { readHolder } from '../../../apps/runner/src/data-folder.ts';
import { Command } from '../../execution/command.ts';
import { temporaryFolder } from '../../execution/harness.ts';

type Api = ReturnType<typeof createTRPCClient<AppRouter>>;

/** How often the API is asked while a test waits for a state. */
const ASK_AGAIN_MS = 100;

function checkEditorIsBuilt(): void {
  if (existsSync(join(editorFolder, 'index.html'))) return;
  throw new Error(`The built editor is missing at ${editorFolder}; run "npm run build" first.`);
}

/** A real `heed serve` on a free port with a data folder of its own, both gone with the test. */
export class Served implements AsyncDisposable {
  readonly folder: string;
  #command: Command;
  readonly #options: readonly string[];
  #link = '';
  #url = '';
  readonly #dispose: () => void;

  private constructor(folder: string, options: readonly string[], dispose: () => void, data?: string) {
    this.#options = options;
    this.folder = folder;
    if (data) cpSync(data, this.data, { recursive: true });
    this.#command = this.#serve('0');
    this.#dispose = dispose;
  }

  /** Starts it, with more options of the command line than port and data. */
  static async start(...options: string[]): Promise<Served> {
    checkEditorIsBuilt();
    const { path, [Symbol.dispose]: dispose } = temporaryFolder();
    const served = new Served(path, options, dispose);
    await served.#untilReady();
    return served;
  }

  /** Starts it on a copy of a data folder. */
  static async startFrom(data: string, ...options: string[]): Promise<Served> {
    checkEditorIsBuilt();
    const { path, [Symbol.dispose]: dispose } = temporaryFolder();
    const served = new Served(path, options, dispose, data);
    await served.#untilReady();
    return served;
  }

  /** Ends the server in good order; its data folder stays until the test ends. */
  async stop(): Promise<void> {
    this.#command.child.kill('SIGTERM');
    await this.#command.end();
  }

  #serve(port: string, more: readonly string[] = []): Command {
    const options = [...this.#options, ...more];
    return new Command(['serve', '--port', port, '--data', this.data, ...options], this.folder);
  }

  async #untilReady(): Promise<void> {
    const [, link = ''] = await this.#command.until(/come in: (\S+)/);
    this.#link = link;
    this.#url = new URL(link).origin;
  }

  /** The link that the server printed; it lets one browser in. */
  get link(): string {
    return this.#link;
  }

  get url(): string {
    return this.#url;
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  /** The API, as the command line of this machine calls it. */
  get api(): Api {
    const authorization = `Bearer ${readHolder(this.data)?.token}`;
    return createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${this.url}/trpc`, headers: { authorization } })],
    });
  }

  /** Folders of unpublished outputs. */
  get staged(): string[] {
    return readdirSync(join(this.data, 'staging'));
  }

  /** Saves a graph and gives its id. */
  async create(graph: Graph): Promise<string> {
    return (await this.api.graphs.create.mutate({ graph })).id;
  }

  /** The newest run of a graph. */
  async lastRun(graph: string): Promise<string> {
    const [run] = await this.api.runs.list.query({ graph });
    if (!run) throw new Error(`Graph ${graph} has not been run.`);
    return run.id;
  }

  async untilRun(id: string, state: RunState) {
    return this.#until(id, (run) => run.state === state);
  }

  async untilNode(id: string, node: string, states: readonly NodeState[]) {
    return this.#until(id, ({ nodes }) =>
      nodes.some((one) => one.node === node && states.includes(one.state)),
    );
  }

  /** Waits until a node has done a share of its work. */
  async untilDone(id: string, node: string, share: number) {
    return this.#until(id, ({ nodes }) => nodes.some((one) => one.node === node && one.fraction >= share));
  }

  /** Ends where the test does; a failed run ends the wait with its sentence. */
  async #until(id: string, wanted: (run: Awaited<ReturnType<Api['runs']['get']['query']>>) => boolean) {
    for (;;) {
      const run = await this.api.runs.get.query({ id });
      if (wanted(run)) return run;
      if (run.state === 'failed') throw new Error(`The run failed: ${run.error?.en}`);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }

  /** Ends the server as a power cut would, and starts it again on the same data and port, with more options. */
  async killAndRestart(...more: string[]): Promise<void> {
    await this.#command.kill('SIGKILL');
    this.#command = this.#serve(new URL(this.#url).port, more);
    await this.#untilReady();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.#dispose();
  }
}
