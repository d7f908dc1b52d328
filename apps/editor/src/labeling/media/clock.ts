import { Observable } from './observable.ts';

/** What the clock asks of an `<audio>` or `<video>`. */
export interface Playable {
  currentTime: number;
  readonly duration: number;
  playbackRate: number;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly readyState: number;
  play(): Promise<void>;
  pause(): void;
}

export interface ClockState {
  playing: boolean;
  /** Wants to play, but one of them is still being loaded. */
  waiting: boolean;
  /** Seconds from the start, the same for all. */
  time: number;
  /** Of the longest. */
  duration: number;
  rate: number;
  loop: boolean;
}

export const RATES = [0.25, 0.5, 1, 1.5, 2] as const;

/** Enough is loaded to go on (HTMLMediaElement.HAVE_FUTURE_DATA). */
const ENOUGH_LOADED = 3;
/** One that is so near its end has ended: it has no more to load. */
const AT_END = 0.08;
/** Further apart than this is jumped over; between the two it is made up by playing faster or slower. */
const JUMP = 0.3;
const TOLERATED = 0.02;
const CATCH_UP = 0.08;
/** How long a picture stands until the browser has told, in seconds, and the least that is believed. */
const USUAL_FRAME = 1 / 24;
const SHORTEST_FRAME = 1 / 250;
/** A look that came later than this after the one before says nothing of what was heard in between. */
const LONGEST_LOOK = 1.6;

/** What to do about one that is `drift` seconds ahead of the others: how fast to play it, or that it has to jump. */
export function correction(drift: number, rate: number): number | 'jump' {
  if (Math.abs(drift) > JUMP) return 'jump';
  if (Math.abs(drift) < TOLERATED) return rate;
  return rate * (drift > 0 ? 1 - CATCH_UP : 1 + CATCH_UP);
}

/** Tells that somebody heard or saw a stretch of one of them. */
type OnPlayed = (slot: string, from: number, until: number) => void;

/** One clock for several sounds or videos: they play, stop and jump together, and stay together. */
export class MediaClock extends Observable<ClockState> {
  readonly #media = new Map<string, Playable>();
  readonly #seen = new Map<string, number>();
  readonly #onPlayed: OnPlayed;
  #frame = USUAL_FRAME;
  /** The time of the picture that is shown, as far as the browser tells. */
  #picture = 0;

  constructor(onPlayed: OnPlayed = () => {}) {
    super({ playing: false, waiting: false, time: 0, duration: 0, rate: 1, loop: false });
    this.#onPlayed = onPlayed;
  }

  /** Takes one in; the result takes it out again. */
  add(slot: string, media: Playable): () => void {
    this.#media.set(slot, media);
    this.measure();
    return () => {
      this.#media.delete(slot);
      if (this.#media.size === 0) this.set({ playing: false, waiting: false });
    };
  }

  /** Asks all for their lengths anew; to be called when one has learned its own. */
  measure(): void {
    const lengths = this.#all().map(({ duration }) => (Number.isFinite(duration) ? duration : 0));
    this.set({ duration: Math.max(0, ...lengths) });
  }

  /** Learns which picture is shown, by its time, and while playing how long one stands. */
  showed(slot: string, seconds: number): void {
    if (this.#media.get(slot) !== this.#leader()) return;
    const stood = seconds - this.#picture;
    if (this.state.playing && stood > SHORTEST_FRAME && stood < this.#frame) this.#frame = stood;
    this.#picture = seconds;
  }

  play(): void {
    if (this.state.time >= this.state.duration - AT_END) this.seek(0);
    this.set({ playing: true, waiting: false });
    this.#forget();
    this.#start();
  }

  pause(): void {
    this.set({ playing: false, waiting: false });
    for (const media of this.#all()) media.pause();
    this.seek(this.#leader()?.currentTime ?? this.state.time);
  }

  toggle(): void {
    if (this.state.playing) this.pause();
    else this.play();
  }

  /** Brings all to the same second; a shorter one to its end. */
  seek(seconds: number): void {
    const time = Math.max(0, Math.min(seconds, this.state.duration));
    for (const media of this.#all()) {
      const own = Math.min(time, Number.isFinite(media.duration) ? media.duration : time);
      if (Math.abs(media.currentTime - own) > 0.001) media.currentTime = own;
    }
    this.#forget();
    this.set({ time });
    if (this.state.playing) this.#start();
  }

  /** Stops, and goes some pictures on or back: to the middle of one, so that rounding does not matter. */
  step(pictures: number): void {
    if (this.state.playing) this.pause();
    const isKnown = Math.abs(this.#picture - this.state.time) < 2 * this.#frame;
    const now = isKnown ? this.#picture : this.#frame * Math.floor(this.state.time / this.#frame + 1e-6);
    this.seek(Math.max(0, now + pictures * this.#frame) + this.#frame / 2);
  }

  setRate(rate: number): void {
    this.set({ rate });
    for (const media of this.#all()) media.playbackRate = rate;
  }

  /** The next speed that is offered, up or down. */
  changeRate(by: 1 | -1): void {
    const place = RATES.findIndex((rate) => rate >= this.state.rate);
    this.setRate(RATES[Math.max(0, Math.min(RATES.length - 1, place + by))] ?? 1);
  }

  /** Looks at all of them: to be called many times a second while they play. */
  tick(): void {
    if (!this.state.playing) return;
    const going = this.#all().filter((media) => !hasEnded(media));
    if (going.length === 0) this.#finish();
    else if (going.some(({ readyState }) => readyState < ENOUGH_LOADED)) this.#wait(going);
    else this.#follow(going);
  }

  #all(): Playable[] {
    return [...this.#media.values()];
  }

  /** The one that plays the longest: the others follow it. */
  #leader(): Playable | undefined {
    return this.#all().sort((a, b) => (b.duration || 0) - (a.duration || 0))[0];
  }

  #start(): void {
    for (const media of this.#all()) {
      media.playbackRate = this.state.rate;
      if (!hasEnded(media)) void media.play().catch(() => this.#refused(media));
    }
  }

  /** Browsers refuse to play before anybody touched the page, and what they cannot decode. */
  #refused(media: Playable): void {
    if (this.#all().includes(media) && media.paused && this.state.playing && !this.state.waiting)
      this.pause();
  }

  #wait(going: readonly Playable[]): void {
    this.set({ waiting: true });
    for (const media of going) if (media.readyState >= ENOUGH_LOADED) media.pause();
    this.#forget();
  }

  #goOn(going: readonly Playable[]): void {
    this.set({ waiting: false });
    for (const media of going) void media.play().catch(() => this.#refused(media));
  }

  #follow(going: readonly Playable[]): void {
    const leader = this.#leader();
    if (!leader) return;
    if (this.state.waiting) this.#goOn(going);
    for (const media of going) if (media !== leader) this.#keepUp(media, leader);
    this.#note();
    this.set({ time: leader.currentTime });
  }

  #keepUp(media: Playable, leader: Playable): void {
    const change = correction(media.currentTime - leader.currentTime, this.state.rate);
    if (change === 'jump') media.currentTime = leader.currentTime;
    else if (media.playbackRate !== change) media.playbackRate = change;
  }

  /** Notes what was played since the last look. */
  #note(): void {
    for (const [slot, { currentTime }] of this.#media) {
      const before = this.#seen.get(slot);
      const passed = currentTime - (before ?? currentTime);
      if (before !== undefined && passed > 0 && passed <= LONGEST_LOOK * this.state.rate)
        this.#onPlayed(slot, before, currentTime);
      this.#seen.set(slot, currentTime);
    }
  }

  #forget(): void {
    this.#seen.clear();
  }

  #finish(): void {
    this.#note();
    if (!this.state.loop) {
      this.set({ playing: false, waiting: false, time: this.state.duration });
      return;
    }
    this.seek(0);
  }
}

function hasEnded({ ended, currentTime, duration }: Playable): boolean {
  return ended || currentTime >= duration - AT_END / 4;
}
