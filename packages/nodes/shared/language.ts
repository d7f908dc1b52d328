/** `zh` where a text has Chinese characters, else `en`. */
export function detectLanguage(sentence: string): string {
  return /\p{Script=Han}/u.test(sentence) ? 'zh' : 'en';
}
