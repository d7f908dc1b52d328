import { useFormats } from '../../i18n/format.ts';
import { formatBytes } from '../../outputs/files.ts';
import { useFileWords } from './words.ts';

interface Size {
  bytes: number;
  rows?: { count: number; isExact: boolean } | undefined;
  files?: number | undefined;
}

/** `4,480 records · 1.2 MB`: how much is in a file or a folder. */
export function useSizeText(): (size: Size) => string {
  const words = useFileWords();
  const { number } = useFormats();
  return ({ bytes, rows, files }) => {
    const amount = rows && {
      count: rows.count,
      shown: number(Number(rows.count.toPrecision(rows.isExact ? 15 : 2))),
    };
    const parts = [
      amount && words(rows.isExact ? 'records' : 'aboutRecords', amount),
      files !== undefined && words('files', { count: files }),
      formatBytes(bytes),
    ];
    return parts.filter(Boolean).join(' · ');
  };
}
