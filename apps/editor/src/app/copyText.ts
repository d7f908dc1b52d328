import { LocalizedError } from '../api/LocalizedError.ts';

const refused = {
  en: 'The browser does not let this page copy. Select the text and press Ctrl+C.',
  zh: '浏览器不允许此页面复制。请选中文字后按 Ctrl+C。',
};

/** Puts a text on the clipboard, also where a page without https may not ask for it. Throws where neither works. */
export async function copyText(value: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
  } catch {
    if (!copyBySelection(value)) throw new LocalizedError(refused);
  }
}

/** The old way: a text that is selected for a moment and copied as by Ctrl+C. */
function copyBySelection(value: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = value;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement || focused instanceof SVGElement) focused.focus({ preventScroll: true });
  return done;
}
