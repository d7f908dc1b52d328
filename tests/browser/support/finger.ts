import type { CDPSession, Page } from 'playwright-core';

interface Spot {
  x: number;
  y: number;
}

/** So many movements make a gesture; a single jump would be none. */
const MOVES = 8;

/** Somebody with a touch screen and no mouse. */
export class Finger {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  #touch(type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Spot[]): Promise<unknown> {
    return this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }

  /** Draws one finger or several at once, each from its first to its second spot. */
  async draw(...lines: [Spot, Spot][]): Promise<void> {
    await this.#touch(
      'touchStart',
      lines.map(([from]) => from),
    );
    for (let move = 1; move <= MOVES; move++)
      await this.#touch(
        'touchMove',
        lines.map(([from, to]) => ({
          x: from.x + ((to.x - from.x) * move) / MOVES,
          y: from.y + ((to.y - from.y) * move) / MOVES,
        })),
      );
    await this.#touch('touchEnd', []);
  }
}
