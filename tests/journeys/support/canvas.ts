import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint } from '@heed/schema';
import type { Locator, Page } from 'playwright-core';

/** The canvas of an open pipeline, by what a person sees on it. */
export class CanvasPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  node(id: string): Locator {
    return this.page.getByRole('group', { name: new RegExp(`, node ${id}$`) });
  }

  get nodes(): Locator {
    return this.page.getByRole('group', { name: /, node [\w-]+$/ });
  }

  wire(from: string, to: string): Locator {
    return this.page.getByRole('group', { name: `Wire from ${from} to ${to}`, exact: true });
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Settings' });
  }

  /** The field of a setting in the inspector; `parameter` is the id under which the pipeline lays it open. */
  field(title: string, parameter?: string): Locator {
    return this.inspector.getByLabel(parameter ? `${title}${parameter}` : title, { exact: true });
  }

  #port({ node, port }: Endpoint, side: 'source' | 'target'): Locator {
    return this.node(node).locator(`.${side}[data-handleid="${port}"]`);
  }

  /** Drags a wire and lets it go. */
  async dragWire(from: Endpoint, to: Endpoint): Promise<void> {
    await this.#port(from, 'source').hover();
    await this.page.mouse.down();
    await this.#port(to, 'target').hover();
    await this.page.mouse.up();
  }

  /** Is the node's state this word? */
  state(id: string, name: string): Locator {
    return this.node(id).getByRole('img', { name, exact: true });
  }

  async zoomIn(times: number): Promise<void> {
    for (let count = 0; count < times; count++)
      await this.page.getByRole('button', { name: 'Zoom in' }).click();
  }
}

/** What a node on the canvas showed at one moment. */
export interface Sighting {
  node: string;
  state: string;
  /** 0 to 100, while it works. */
  progress?: number;
  /** Its first live curve in words. */
  curve?: string;
}

/** Writes down each change of the nodes from now on; `sightings` reads them. */
export async function watchNodes(page: Page): Promise<void> {
  await page.evaluate(readFileSync(join(import.meta.dirname, 'watch-nodes.js'), 'utf8'));
}

/** Everything that was seen of a node, in order. */
export async function sightings(page: Page, node: string): Promise<Sighting[]> {
  const all = await page.evaluate<Sighting[]>('[...window.heedSightings.values()]');
  return all.filter((one) => one.node === node);
}
