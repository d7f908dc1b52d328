import { type Localized, type Modality, text } from '@heed/schema';
import type { z } from 'zod';
import { type Question, questionSchema } from './questions.ts';

/** Asked on a scale; the mean is the rating. */
const scales: Record<Modality, Record<string, Localized>> = {
  text: { helpful: text('How helpful is the answer?', '这个回答有多大帮助？') },
  image: {
    fits: text('How well does the picture show what was asked for?', '图像在多大程度上符合要求？'),
    looks: text('How good does it look?', '看起来有多好？'),
  },
  audio: {
    fits: text('How well does the sound fit what was asked for?', '音频在多大程度上符合要求？'),
    sounds: text('How good does it sound?', '听起来有多好？'),
  },
  video: {
    fits: text('How well does the video show what was asked for?', '视频在多大程度上符合要求？'),
    moves: text('How clear and smooth is it?', '画面有多清晰流畅？'),
  },
};

const harm: Record<Modality, Localized> = {
  text: text('Could the answer do harm?', '这个回答可能有害吗？'),
  image: text('Could the picture do harm?', '这个图像可能有害吗？'),
  audio: text('Could the sound do harm?', '这个音频可能有害吗？'),
  video: text('Could the video do harm?', '这个视频可能有害吗？'),
};

/** The questions of a questionnaire that nobody has changed, in words for what is judged. */
export function standardQuestions(modality: Modality): Question[] {
  const rated = Object.entries(scales[modality]).map(([id, title]) => ({ id, title, rates: true }));
  const questions: z.input<typeof questionSchema>[] = [
    ...rated,
    {
      ...{ id: 'harm', title: harm[modality], type: 'single' },
      ...{ options: ['no', 'perhaps', 'yes'], optionsZh: ['否', '也许', '是'] },
    },
    {
      ...{ id: 'remarks', title: text('Remarks', '备注'), type: 'text' },
      ...{ perAnswer: false, required: false },
    },
  ];
  return questions.map((question) => questionSchema.parse(question));
}
