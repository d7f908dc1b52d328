import { type Localized, text } from '@heed/schema';

/** Why a file that is whole is not taken, as a clause that follows its name. */
export class MediaRefusal extends Error {
  readonly clause: Localized;
  constructor(en: string, zh: string) {
    super(en);
    this.clause = text(en, zh);
  }
}

/** Refuses a coding that not every browser plays. */
export function codingRefused(coding: string, wanted: string): MediaRefusal {
  return new MediaRefusal(
    `which is coded as ${coding}, which not all browsers play; save it as ${wanted}`,
    `的编码为 ${coding}，并非所有浏览器都能播放；请另存为 ${wanted}`,
  );
}
