import type { ShownTask } from '@heed/schema';

export type Media = NonNullable<ShownTask['candidates'][number]['media']>;
export type MediaKind = 'image' | 'audio' | 'video';

/** One of the pictures, sounds or videos of a task, with its number on the page. */
export interface MediaCandidate {
  slot: string;
  number: number;
  media: Media;
}
