import type { LabelingCandidate, LabelingForm, TaskRandom } from '@heed/labeling/contract/form.ts';
import { type Language, type Localized, type Modality, type ShownTask, text } from '@heed/schema';
import { sampleMedia } from './sampleMedia.ts';

const prompt = text('How do I keep my plants alive while I travel?', '外出旅行时怎样照顾家里的植物？');

const answers: readonly Localized[] = [
  text(
    'Water them well before you leave, move them out of the sun, and ask a neighbor to look in once a week.',
    '出发前浇透水，移到阴凉处，再请邻居每周来看一次。',
  ),
  text(
    'A few things help:\n\n1. **Group the pots**: together they dry more slowly.\n2. Lead a cotton string from a bowl of water into each pot.\n3. Cut back what is wilting.',
    '有几个办法：\n\n1. **把花盆放在一起**，水分散失更慢。\n2. 用棉线把水盆里的水引到每个花盆。\n3. 剪掉枯萎的枝叶。',
  ),
  text('Plants die. Buy new ones.', '植物总会死的，买新的吧。'),
  text('It depends on the plant and on how long you are away.', '取决于植物种类和外出时间。'),
  text('Give them twice the water on the day you leave.', '出发当天浇双倍的水。'),
  text('Put them in the bathtub on wet towels.', '放在浴缸里，垫上湿毛巾。'),
  text('Use self-watering pots.', '使用自动浇水花盆。'),
  text('Ask a friend.', '请朋友帮忙。'),
  text('Nothing is needed for a weekend.', '只离开一个周末的话，什么都不用做。'),
];

/** Leaves everything in its order. */
const inOrder: TaskRandom = { shuffle: (items) => [...items], fork: () => inOrder };

/** The candidates of the sample task, each a text or a file. */
function candidates(form: LabelingForm, language: Language, modality: Modality): LabelingCandidate[] {
  const about = { model: null, promptId: 'sample', language };
  if (modality === 'text' || form.textsAlone)
    return answers.map((answer, place) => ({
      ...{ id: `c${place + 1}`, text: answer[language], prompt: (form.sample ?? prompt)[language] },
      ...about,
    }));
  const shown = sampleMedia(modality);
  return shown.media.map((media, place) => ({
    ...{ id: `c${place + 1}`, text: '', media, prompt: shown.prompt[language] },
    ...about,
  }));
}

/** A task as a labeler would get it under these settings, of what is judged, in the language of the preview. */
export function sampleTask(
  form: LabelingForm,
  settings: Record<string, unknown>,
  language: Language,
  modality: Modality,
): ShownTask | undefined {
  const [task] = form.tasks(candidates(form, language, modality), settings, inOrder).tasks;
  if (!task) return undefined;
  const shown = task.candidates.map(({ text: content, media }, place) => {
    const slot = `c${place + 1}`;
    if (!media) return { slot, text: content };
    const { artifact: _, path: url, ...about } = media;
    return { slot, text: content, media: { ...about, url } };
  });
  return { taskId: `sample ${language} ${modality}`, prompt: task.prompt, candidates: shown };
}
