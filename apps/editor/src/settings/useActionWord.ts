import { useText } from '../i18n/language.ts';
import { actions } from './actionWords.ts';

/** `action('runs.start')`: in words; the name itself where there are none. */
export function useActionWord(): (action: string) => string {
  const text = useText();
  return (action) => {
    const known = actions[action];
    return known ? text(known) : action;
  };
}
