import { useFormats } from '../../i18n/format.ts';

/** `duration(seconds)`: seconds below a minute with one decimal, else as a clock. */
export function useDurationText(): (seconds: number) => string {
  const { duration, number } = useFormats();
  return (seconds) =>
    seconds < 60 ? `${number(Math.round(seconds * 10) / 10)} s` : duration(seconds * 1000);
}
