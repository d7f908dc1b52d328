import { text } from '@heed/schema';
import { showToast } from '../app/showToast.ts';
import type { CommandContext } from './command.ts';

const sentence = text(
  'You can look at this pipeline and copy from it, but not change it. An owner of this Heed can make you a designer.',
  '你可以查看此流程并从中复制，但不能更改。此 Heed 的所有者可以让你成为设计者。',
);

/** Tells somebody who may only look why nothing happened. */
export function sayLookOnly({ text: say }: Pick<CommandContext, 'text'>): void {
  showToast({ id: 'look-only', message: say(sentence) });
}
