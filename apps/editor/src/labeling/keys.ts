import type { FormKey } from './forms/draft.ts';
import type { MediaCommand, MediaKey } from './media/keys.ts';

/** What a key asks of the labeler's page. */
export type KeyAction =
  | { type: 'form'; press: FormKey['press'] }
  | { type: 'media'; command: MediaCommand }
  | { type: 'submit' }
  | { type: 'skip' }
  | { type: 'back' }
  | { type: 'help' };

/**
 * Where the keyboard's focus is: text fields keep all keys, other controls keep those that press them, and an option
 * to tick keeps the space bar.
 */
export type FocusPlace = 'text' | 'control' | 'choice' | 'option' | 'page';

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What the ? key gives while a Chinese input method is on. */
const FULL_WIDTH_QUESTION_MARK = '\uFF1F';

/**
 * Translates a key press; undefined where the key belongs to the browser or to a focused control. Ctrl+Enter submits
 * from a text field too.
 */
export function keyAction(
  press: KeyPress,
  focus: FocusPlace,
  formKeys: readonly FormKey[],
  mediaKeys: readonly MediaKey[] = [],
): KeyAction | undefined {
  if (press.key === 'Enter' && (press.ctrlKey || press.metaKey)) return { type: 'submit' };
  if (focus === 'text' || press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const ofForm = formKeys.find(({ keys }) => keys.includes(press.key));
  if (ofForm) return { type: 'form', press: ofForm.press };
  const ofMedia = mediaKeys.find(({ keys }) => keys.includes(press.key));
  const isPressing = press.key === ' ' && (focus === 'control' || focus === 'option');
  if (ofMedia && !isPressing) return { type: 'media', command: ofMedia.command };
  switch (press.key) {
    case 'Enter':
      return focus === 'control' ? undefined : { type: 'submit' };
    case 's':
    case 'S':
      return { type: 'skip' };
    case 'Backspace':
      return { type: 'back' };
    case '?':
    case FULL_WIDTH_QUESTION_MARK:
      return { type: 'help' };
    default:
      return undefined;
  }
}

const CHOSEN = '[data-choice]:not([aria-pressed=false])';
const OPTIONS = 'input[type=radio], input[type=checkbox]';
const TEXT_INPUTS =
  'input:not([type=radio],[type=checkbox],[type=button]), textarea, select, [contenteditable]';

/**
 * Tells what kind of element has the focus; `data-choice` marks answers. On an answer that is not chosen, Enter
 * presses it as it does any button.
 */
export function focusPlace(target: EventTarget | null): FocusPlace {
  const element = target as Element | null;
  if (!element?.closest) return 'page';
  if (element.closest(TEXT_INPUTS)) return 'text';
  if (element.closest(OPTIONS)) return 'option';
  if (element.closest(CHOSEN)) return 'choice';
  return element.closest('button, a[href], summary, [role=button]') ? 'control' : 'page';
}
