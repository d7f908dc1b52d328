import { formOf } from '@heed/labeling/forms/index.ts';
import { type InputFacts, type Mismatch, modalityTitles, text } from '@heed/schema';

/** Settings and judges that are for texts alone, where pictures, sounds or videos are judged. */
export function checkContents(
  { form, askEdit }: { form: string; askEdit: boolean },
  { completions, judge }: InputFacts,
): Mismatch[] {
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
