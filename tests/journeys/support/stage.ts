import type { Graph } from '@heed/schema';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, vi } from 'vitest';
import { CanvasPage } from './canvas.ts';
import { patient } from './patience.ts';
import { Served } from './served.ts';
import { openBrowser, Visitor } from './visitor.ts';

type VisitorOptions = Parameters<typeof Visitor.at>[2];

/** A browser and a server for the tests of one file, and the owner's way in. */
export class Stage {
  #browser: Browser | undefined;
  #served: Served | undefined;
  #cookies: Awaited<ReturnType<Visitor['cookies']>> = [];

  get served(): Served {
    if (!this.#served) throw new Error('The server is started before the first test, not before.');
    return this.#served;
  }

  get browser(): Browser {
    if (!this.#browser) throw new Error('The browser is started before the first test, not before.');
    return this.#browser;
  }

  async begin(serve: () => Promise<Served>): Promise<void> {
    [this.#browser, this.#served] = await Promise.all([openBrowser(), serve()]);
    await using owner = await Visitor.at(this.browser, this.served.link);
    this.#cookies = await owner.cookies();
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    await this.#served?.[Symbol.asyncDispose]();
  }

  /** The owner at a page. */
  visit(path: string, options: VisitorOptions = {}): Promise<Visitor> {
    return Visitor.at(this.browser, `${this.served.url}${path}`, { cookies: this.#cookies, ...options });
  }

  /** Saves a pipeline and opens it on the canvas, in a window of its own. */
  async open(graph: Graph, options: VisitorOptions = {}) {
    const id = await this.served.create(graph);
    const visitor = await this.visit(`/graphs/${id}`, options);
    const canvas = new CanvasPage(visitor.page);
    const [first] = graph.nodes;
    if (first) await visitor.page.locator(`.react-flow__node[data-id="${first.id}"]`).waitFor();
    return { id, visitor, page: visitor.page, canvas };
  }
}

/** `const stage = useStage()` at the top of a test file: starts a browser and a server, and ends them with its tests. */
export function useStage(serve: () => Promise<Served> = () => Served.start()): Stage {
  vi.setConfig(patient);
  const stage = new Stage();
  beforeAll(() => stage.begin(serve));
  afterAll(() => stage.end());
  return stage;
}
