import { formOf } from '@heed/labeling/forms/index.ts';
import { formsOfJudge } from '@heed/labeling/judges/fills-in.ts';
import {
  type InputFacts,
  type InputTypes,
  type Mismatch,
  modalityTitles,
  portTypes,
  text,
} from '@heed/schema';

interface Asked {
  form: string;
  askEdit: boolean;
}

/** What does not go together of the form, what is judged, the judges, and a model to talk with. */
export function checkContents(asked: Asked, inputs: InputFacts, types: InputTypes = {}): Mismatch[] {
  return [
    ...mediaMismatches(asked, inputs),
    ...judgeMismatches(asked, types),
    ...liveMismatches(asked, types),
  ];
}

/** Settings and judges that are for texts alone, where pictures, sounds or videos are judged. */
function mediaMismatches({ form, askEdit }: Asked, { completions, judge }: InputFacts): Mismatch[] {
  const modality = completions?.modality ?? 'text';
  if (modality === 'text') return [];
  const { en, zh } = modalityTitles[modality];
  const { title, textsAlone } = formOf(form);
  const found: (Mismatch | false)[] = [
    textsAlone === true && {
      parameter: 'form',
      detail: text(
        `is "${title.en}", which is for texts alone, but ${en} are wired; choose another form`,
        `为“${title.zh}”，仅适用于文本，但接入的是${zh}；请选择其他表单`,
      ),
    },
    form === 'pairwise' &&
      askEdit && {
        parameter: 'askEdit',
        detail: text(
          `is on, but labelers can improve texts alone, and ${en} are wired; switch it off`,
          `已开启，但标注者只能修改文本，而接入的是${zh}；请将其关闭`,
        ),
      },
    judge !== undefined &&
      (judge.modality ?? 'text') !== modality && {
        port: 'judge',
        detail: text(
          `brings a judge that cannot be given ${en}; let a model as a judge be sent them, or remove the wire`,
          `接入的裁判无法评判${zh}；请允许将其发送给模型裁判，或删除该连线`,
        ),
      },
  ];
  return found.filter((one) => one !== false);
}

/** Judges that cannot fill in the form: told when they are wired, not when everything before them has run. */
function judgeMismatches({ form }: Asked, { judge = [] }: InputTypes): Mismatch[] {
  const { title } = formOf(form);
  return [...new Set(judge)].flatMap((type) => {
    const able = formsOfJudge(type);
    if (able.includes(form)) return [];
    const titles = able.map((name) => formOf(name).title);
    const names = { en: titles.map(({ en }) => `"${en}"`), zh: titles.map(({ zh }) => `“${zh}”`) };
    const given = portTypes[type];
    return [
      {
        port: 'judge',
        detail: text(
          `brings a ${given.en.toLowerCase()}, which cannot fill in the form "${title.en}"; choose ${inEnglish.format(names.en)}, or remove the wire`,
          `接入的${given.zh}无法填写表单“${title.zh}”；请选择${names.zh.join('、')}之一，或删除该连线`,
        ),
      },
    ];
  });
}

const inEnglish = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** Beside a model to talk with there is room for people and the form that lets them. */
function liveMismatches({ form }: Asked, { model, judge, completions }: InputTypes): Mismatch[] {
  if (!model) return [];
  const { title, live } = formOf(form);
  const found: (Mismatch | false)[] = [
    !live && {
      parameter: 'form',
      detail: text(
        `is "${title.en}", in which nobody can talk with the wired model; choose "Dialogue", or remove the wire to "model"`,
        `为“${title.zh}”，无法与所接模型交谈；请选择“对话”，或删除到“model”的连线`,
      ),
    },
    judge !== undefined && {
      port: 'judge',
      detail: text(
        'brings a judge, but only people can talk with the wired model; remove the wire to "judge" or to "model"',
        '接入了裁判，但只有人能与所接模型交谈；请删除到“judge”或“model”的连线',
      ),
    },
    completions !== undefined && {
      port: 'completions',
      detail: text(
        'brings answers, but with a wired model labelers judge its own replies; remove the wire to "completions" or to "model"',
        '接入了候选回答，但接入模型时标注者评判的是该模型的回复；请删除到“completions”或“model”的连线',
      ),
    },
  ];
  return found.filter((one) => one !== false);
}
