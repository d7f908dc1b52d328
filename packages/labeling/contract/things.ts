import { type Localized, type Modality, text } from '@heed/schema';

/** What one candidate is called, and several of them. */
export const things: Record<Modality, { one: Localized; several: Localized }> = {
  text: { one: text('answer', '回答'), several: text('answers', '回答') },
  image: { one: text('picture', '图像'), several: text('pictures', '图像') },
  audio: { one: text('sound', '音频'), several: text('sounds', '音频') },
  video: { one: text('video', '视频'), several: text('videos', '视频') },
};

/** What kind of contents candidates are, by the first of them. */
export function modalityOf(candidates: readonly { media?: { type: string } | undefined }[]): Modality {
  const [kind] = candidates[0]?.media?.type.split('/') ?? [];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'text';
}
