import { formOf } from '@heed/labeling/forms/index.ts';
import { type InputFacts, type Mismatch, modalityTitles, text } from '@heed/schema';

interface Checked {
  form: string;
  goldFile: string;
  goldRate: number;
}

/** A file of known answers that could check nobody. */
export function checkGold(
  { form, goldFile, goldRate }: Checked,
  { completions, model }: InputFacts,
): Mismatch[] {
  if (goldFile === '') return [];
  const { title, known } = formOf(form);
  const modality = completions?.modality ?? 'text';
  if (!known || model)
    return [
      {
        parameter: 'goldFile',
        detail: text(
          `is set, but answers of the form "${title.en}" cannot be known by a file; leave it empty, or choose pairs, rankings or ratings`,
          `已设置，但表单“${title.zh}”的答案无法由文件给出；请留空，或选择成对、排序或评分表单`,
        ),
      },
    ];
  if (modality !== 'text')
    return [
      {
        parameter: 'goldFile',
        detail: text(
          `holds texts, but ${modalityTitles[modality].en} are wired; name the known answers in a column of the source`,
          `内容为文本，但接入的是${modalityTitles[modality].zh}；请在数据源的列中给出已知答案`,
        ),
      },
    ];
  if (goldRate > 0) return [];
  return [
    {
      parameter: 'goldRate',
      detail: text(
        'is 0, so that nobody would be asked the known answers of the file; raise it, or leave the file out',
        '为 0，不会有人被问到文件中的已知答案；请调高，或去掉文件',
      ),
    },
  ];
}
