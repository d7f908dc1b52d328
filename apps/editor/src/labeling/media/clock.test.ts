import { describe, expect, test } from 'vitest';
import { correction, MediaClock, type Playable } from './clock.ts';

/** A video whose time passes when the test says so, at a pace of its own. */
class Film implements Playable {
  currentTime = 0;
  playbackRate = 1;
  paused = true;
  readyState = 4;
  jumps = 0;
  readonly duration: number;
  readonly pace: number;

  constructor(duration: number, pace = 1) {
    this.duration = duration;
    this.pace = pace;
  }

  get ended(): boolean {
    return this.currentTime >= this.duration;
  }

  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }

  pause(): void {
    this.paused = true;
  }

  pass(seconds: number): void {
    if (this.paused || this.readyState < 3) return;
    this.currentTime = Math.min(this.duration, this.currentTime + seconds * this.playbackRate * this.pace);
    if (this.ended) this.paused = true;
  }
}

const LOOK = 0.04;

function watch(...films: Film[]) {
  const played: Record<string, number> = {};
  const clock = new MediaClock((slot, from, until) => {
    played[slot] = (played[slot] ?? 0) + until - from;
  });
  for (const [place, film] of films.entries()) clock.add(`c${place + 1}`, film);
  const pass = (seconds: number) => {
    for (let looks = Math.round(seconds / LOOK); looks > 0; looks--) {
      for (const film of films) film.pass(LOOK);
      clock.tick();
    }
  };
  return { clock, pass, played };
}

test('videos whose pace differs stay within half a picture of each other, without jumps', () => {
  const [even, fast] = [new Film(60), new Film(60, 1.02)];
  const { clock, pass } = watch(even, fast);
  clock.play();
  pass(30);
  expect(Math.abs(even.currentTime - fast.currentTime)).toBeLessThan(0.025);
  expect(clock.state.time).toBe(even.currentTime);
});

test('one that fell far behind jumps', () => {
  const [first, second] = [new Film(60), new Film(60)];
  const { clock, pass } = watch(first, second);
  clock.play();
  pass(2);
  second.currentTime = 0.5;
  pass(LOOK);
  expect(second.currentTime).toBe(first.currentTime);
});

test('all wait for one that is being loaded, and go on together', () => {
  const [first, second] = [new Film(10), new Film(10)];
  const { clock, pass } = watch(first, second);
  clock.play();
  pass(1);
  second.readyState = 2;
  pass(1);
  expect([clock.state.waiting, first.paused]).toEqual([true, true]);
  expect(first.currentTime).toBeLessThan(1.1);
  second.readyState = 4;
  pass(1);
  expect(clock.state.waiting).toBe(false);
  expect(first.currentTime).toBeGreaterThan(1.8);
});

test('pausing, jumping and stepping bring all to the same picture', () => {
  const [first, second] = [new Film(2), new Film(2, 0.9)];
  const { clock, pass } = watch(first, second);
  clock.play();
  pass(0.2);
  for (const seconds of [0.16, 0.2]) clock.showed('c1', seconds);
  pass(0.2);
  clock.pause();
  expect(second.currentTime).toBe(first.currentTime);
  clock.seek(1);
  clock.showed('c1', 0.99);
  clock.step(1);
  // a picture stands for 40 ms: the next one begins at 1.03, and its middle is at 1.05
  expect([first.currentTime, second.currentTime]).toEqual(
    [1.05, 1.05].map((time) => expect.closeTo(time, 9)),
  );
  clock.showed('c1', 1.03);
  clock.step(-1);
  expect(first.currentTime).toBeCloseTo(1.01, 9);
  clock.seek(0);
  clock.step(-1);
  expect(first.currentTime).toBeCloseTo(0.02, 9);
});

test('a shorter one holds its end; when the longest ends all begin again, or stop and then start from the beginning', () => {
  const [long, short] = [new Film(2), new Film(1)];
  const { clock, pass } = watch(long, short);
  clock.play();
  pass(1.5);
  expect([short.currentTime, clock.state.playing]).toEqual([1, true]);
  pass(1);
  expect([clock.state.playing, clock.state.time]).toEqual([false, 2]);
  clock.set({ loop: true });
  clock.play();
  pass(2.4);
  expect(clock.state.playing).toBe(true);
  expect(long.currentTime).toBeLessThan(1);
});

describe('what was played', () => {
  test('counts at any speed, and not what was jumped over', () => {
    const film = new Film(20);
    const { clock, pass, played } = watch(film);
    clock.setRate(2);
    clock.play();
    pass(2);
    clock.seek(15);
    pass(1);
    expect(played.c1).toBeCloseTo(6, 0);
  });

  test('is told of each by its own time', () => {
    const { clock, pass, played } = watch(new Film(2), new Film(1));
    clock.play();
    pass(3);
    expect(played.c1).toBeGreaterThan(1.9);
    expect(played.c2).toBeGreaterThan(0.9);
    expect(played.c2).toBeLessThanOrEqual(1.05);
  });
});

test('what is a little apart is made up by speed, what is far apart by a jump', () => {
  expect([0.01, 0.1, -0.1, 0.5].map((drift) => correction(drift, 2))).toEqual([2, 1.84, 2.16, 'jump']);
});
