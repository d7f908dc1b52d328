import { messageIn, type NodeState, type RunEvent } from '@heed/schema';
import type { RunView } from '../../api/views.ts';
import type { Client } from '../client.ts';
import { environmentLanguage } from '../language.ts';
import type { RunOutput } from './output.ts';
import { printSummary } from './summary.ts';

const BAR_WIDTH = 24;
const REDRAW_MS = 100;

interface Line {
  state: NodeState;
  fraction: number;
  message: string;
  secondsLeft?: number;
  cached: boolean;
}

/** A bar for each node, drawn in place on a terminal. */
export class BarOutput implements RunOutput {
  readonly #lines: Map<string, Line>;
  readonly #width: number;
  readonly #timer: ReturnType<typeof setInterval>;
  #drawn = 0;

  constructor(view: RunView) {
    const line: Line = { state: 'queued', fraction: 0, message: '', cached: false };
    this.#lines = new Map(view.nodes.map(({ node }) => [node, { ...line }]));
    this.#width = Math.max(...view.nodes.map(({ node }) => node.length));
    this.#timer = setInterval(() => this.#draw(), REDRAW_MS);
  }

  show({ payload }: RunEvent): void {
    const line = 'node' in payload ? this.#lines.get(payload.node) : undefined;
    if (!line) return;
    if (payload.type === 'progress') {
      const { fraction, message = '', secondsLeft } = payload;
      Object.assign(line, { fraction, message: messageIn(message, environmentLanguage()), secondsLeft });
    }
    if (payload.type === 'labeling') line.message = `${payload.done} of ${payload.total} answers`;
    if (payload.type === 'node-state') {
      const done = payload.state === 'succeeded';
      Object.assign(line, { state: payload.state, cached: line.cached || payload.cache?.hit === true });
      if (done) Object.assign(line, { fraction: 1, message: '', secondsLeft: undefined });
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#draw();
  }

  async finish(view: RunView, client: Client, data: string): Promise<void> {
    await printSummary(view, client, data);
  }

  #draw(): void {
    const columns = process.stdout.columns || 80;
    const lines = [...this.#lines].map(([node, line]) =>
      drawLine(node.padEnd(this.#width), line).slice(0, columns - 1),
    );
    const back = this.#drawn ? `\x1b[${this.#drawn}A` : '';
    process.stdout.write(`${back}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`);
    this.#drawn = lines.length;
  }
}

/** `sft  ████████░░░░  66%  epoch 2 of 3, 12 s left` */
function drawLine(name: string, line: Line): string {
  const filled = Math.round(line.fraction * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const percent = `${Math.round(line.fraction * 100)}%`.padStart(4);
  return `${name}  ${bar} ${percent}  ${remark(line)}`.trimEnd();
}

function remark({ state, message, secondsLeft, cached }: Line): string {
  if (state === 'succeeded') return cached ? 'from the cache' : 'done';
  if (state !== 'running') return state === 'queued' ? '' : [state, message].filter(Boolean).join(', ');
  const rest = secondsLeft === undefined ? '' : `${Math.ceil(secondsLeft)} s left`;
  return [message, rest].filter(Boolean).join(', ');
}
