import type { Localized, Problem } from '@heed/schema';
import { TRPCClientError } from '@trpc/client';
import { showToast } from '../app/showToast.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useText } from '../i18n/language.ts';
import { refusalCode } from './client.ts';
import { LocalizedError } from './LocalizedError.ts';

/** What the runner adds to its refusals, and the schema to the error of a graph that cannot be read. */
interface RefusalData {
  problems?: Problem[];
  localized?: Localized;
}

function refusalData(error: unknown): RefusalData {
  if (error instanceof TRPCClientError) return (error.data as RefusalData | null | undefined) ?? {};
  return error instanceof Error && 'problems' in error ? (error as RefusalData) : {};
}

/** `sentence(error)`: what went wrong, in the reader's language where the runner said so. */
export function useErrorSentence(): (error: unknown) => string {
  const words = useCommonWords();
  const text = useText();
  return (error) => {
    const { problems = [], localized } = refusalData(error);
    if (localized) return text(localized);
    if (error instanceof LocalizedError) return text(error.localized);
    if (problems.length > 0) return problems.map((one) => text(one.message)).join(' ');
    if (error instanceof TRPCClientError && refusalCode(error) === undefined)
      return words('runnerUnreachable');
    return error instanceof Error ? error.message : String(error);
  };
}

/** `showError(error)` puts a failure before the user as a toast. */
export function useShowError(): (error: unknown) => void {
  const words = useCommonWords();
  const sentence = useErrorSentence();
  return (error) => {
    showToast({ color: 'red', title: words('failed'), message: sentence(error), autoClose: 10_000 });
  };
}
