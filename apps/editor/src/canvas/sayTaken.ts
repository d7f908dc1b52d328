import { type Localized, text } from '@heed/schema';
import { showToast } from '../app/showToast.ts';
import type { Clip } from './store/clipboard.ts';

/** Says how many things are on the clipboard now. */
export function sayTaken({ nodes, notes }: Clip, isCut: boolean, say: (words: Localized) => string): void {
  const count = nodes.length + notes.length;
  const things = count === 1 ? 'thing' : 'things';
  const message = isCut
    ? text(`${count} ${things} cut`, `已剪切 ${count} 项`)
    : text(`${count} ${things} copied`, `已复制 ${count} 项`);
  showToast({ message: say(message), autoClose: 1500 });
}
