import { Observable } from './observable.ts';

/** Long enough that switching does not click, in seconds. */
const FADE = 0.01;

interface Channel {
  element: HTMLMediaElement;
  gain?: GainNode;
  /** The factor that makes it as loud as the others. */
  match: number;
}

/** Lets one of several sounds be heard, as loud as the others would be. */
export class Mixer extends Observable<{ muted: boolean }> {
  readonly #channels = new Map<string, Channel>();
  #context: AudioContext | undefined;
  #heard: string | undefined;

  constructor() {
    super({ muted: false });
  }

  add(slot: string, element: HTMLMediaElement): () => void {
    this.#channels.set(slot, { element, match: 1 });
    this.#apply();
    return () => {
      this.#channels.delete(slot);
      if (this.#channels.size > 0) return;
      void this.#context?.close();
      this.#context = undefined;
    };
  }

  /** Takes the sounds through gains of their own. Browsers allow it only after the page was touched. */
  start(): void {
    if (!('AudioContext' in window)) return;
    this.#context ??= new AudioContext();
    void this.#context.resume();
    for (const channel of this.#channels.values()) {
      if (channel.gain) continue;
      channel.gain = this.#context.createGain();
      this.#context
        .createMediaElementSource(channel.element)
        .connect(channel.gain)
        .connect(this.#context.destination);
    }
    this.#apply();
  }

  match(slot: string, factor: number): void {
    const channel = this.#channels.get(slot);
    if (channel) channel.match = factor;
    this.#apply();
  }

  hear(slot: string | undefined): void {
    this.#heard = slot;
    this.#apply();
  }

  mute(muted: boolean): void {
    this.set({ muted });
    this.#apply();
  }

  #apply(): void {
    for (const [slot, { element, gain, match }] of this.#channels) {
      const isHeard = !this.state.muted && slot === this.#heard;
      if (gain && this.#context)
        gain.gain.setTargetAtTime(isHeard ? match : 0, this.#context.currentTime, FADE);
      else element.volume = Math.min(1, match);
      element.muted = gain ? false : !isHeard;
    }
  }
}
