import type { LabelingCandidate } from '@heed/labeling/contract/form.ts';
import { type Localized, type Modality, text } from '@heed/schema';

/** The sample files of the templates, each fetched when the preview shows it. */
const files = import.meta.glob<string>('../../../../../templates/samples/{drawings,sounds,videos}/*', {
  query: '?url',
  import: 'default',
  eager: true,
});

type Media = NonNullable<LabelingCandidate['media']>;

interface Samples {
  prompt: Localized;
  /** Names of files: the two made for the prompt, then others for forms that show more. */
  names: readonly string[];
  about: Omit<Media, 'artifact' | 'path'>;
}

const samples: Record<Exclude<Modality, 'text'>, Samples> = {
  image: {
    prompt: text('Draw a sun with twelve rays.', '画一个有十二道光芒的太阳。'),
    names: ['sun-steady', 'sun-shaky', 'circle-steady', 'circle-shaky', 'tree-shaky', 'house-shaky'],
    about: { type: 'image/png', width: 144, height: 144 },
  },
  audio: {
    prompt: text('Play a major chord.', '演奏一个大三和弦。'),
    names: ['chord-clean', 'chord-noisy', 'steps-clean', 'steps-noisy', 'tone-noisy', 'beeps-noisy'],
    about: { type: 'audio/wav', seconds: 1 },
  },
  video: {
    prompt: text('A ball bounces from left to right.', '一个小球从左向右弹跳。'),
    names: ['ball-smooth', 'ball-jerky', 'balloon-smooth', 'balloon-jerky', 'star-jerky', 'pendulum-jerky'],
    about: { type: 'video/webm', width: 160, height: 160, seconds: 2 },
  },
};

/** Pictures, sounds or videos to be judged in a preview, and what they were made to. */
export function sampleMedia(modality: keyof typeof samples): { prompt: Localized; media: Media[] } {
  const { prompt, names, about } = samples[modality];
  const urls = Object.entries(files);
  const media = names.flatMap((name) => {
    const path = urls.find(([file]) => file.includes(`/${name}.`))?.[1];
    return path === undefined ? [] : [{ ...about, artifact: '', path }];
  });
  return { prompt, media };
}
