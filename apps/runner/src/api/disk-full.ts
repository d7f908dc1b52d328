import type { Localized } from '@heed/schema';

const sentence: Localized = {
  en: 'The disk of the runner is full, so nothing was changed; make room in its data folder (heed gc removes what nothing refers to), then try again.',
  zh: '运行器的磁盘已满，未作任何更改；请在其数据文件夹中腾出空间（heed gc 可清理无人引用的内容），然后重试。',
};

/** A change found no room: what it wanted to write was taken back whole. */
export class DiskFull extends Error {
  readonly localized = sentence;

  constructor() {
    super(sentence.en);
    this.name = 'DiskFull';
  }
}
