import type { MouseEvent } from 'react';
import { useShowError } from '../api/errors.ts';
import { otherRunner, runnerFetch } from '../api/runner.ts';
import { hideToast, showToast } from '../app/showToast.ts';
import { useTableWords } from './tableWords.ts';

/** The time a browser gets to take over what was fetched for it. */
const HANDED_OVER_MS = 60_000;

/** Lets the browser save bytes under a name. */
function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), HANDED_OVER_MS);
}

/** What an `<a>` takes. */
interface DownloadLink {
  href: string;
  download: string | true;
  onClick?(event: MouseEvent): void;
}

/**
 * `<a {...download(fileUrl(id, path), 'a.json')}>`: what a link needs to save a path of the runner of this tab. A runner
 * that is not the page's own lets in by a token, which no link can carry: what it gives is fetched first.
 */
export function useDownload(): (path: string, name: string) => DownloadLink {
  const words = useTableWords();
  const showError = useShowError();
  if (!otherRunner) return (path) => ({ href: path, download: true });
  const fetchAndSave = async (path: string, name: string) => {
    const toast = showToast({
      loading: true,
      autoClose: false,
      withCloseButton: false,
      message: words('fetching', { name }),
    });
    try {
      const response = await runnerFetch(path);
      if (!response.ok) throw new Error((await response.text()) || `${name}: ${response.status}`);
      save(await response.blob(), name);
    } catch (error) {
      showError(error);
    } finally {
      hideToast(toast);
    }
  };
  return (path, name) => ({
    href: path,
    download: name,
    onClick(event) {
      event.preventDefault();
      void fetchAndSave(path, name);
    },
  });
}
