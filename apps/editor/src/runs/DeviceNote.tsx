import { type DeviceUse, deviceTitles } from '@heed/schema';
import { useText } from '../i18n/language.ts';
import classes from './Runs.module.css';
import { useRunWords } from './text.ts';

/** Where a node computes, in a few characters: `CPU, 2 threads`. */
export function useDeviceLabel(): (use: DeviceUse) => string {
  const words = useRunWords();
  return ({ device, threads }) =>
    device === 'cpu'
      ? words(threads === 1 ? 'onOneThread' : 'onThreads', { device: deviceTitles.cpu, threads })
      : deviceTitles[device];
}

/** Where a node computes; opened, also why each device before it could not be used. */
export function DeviceNote({ use }: { use: DeviceUse }) {
  const words = useRunWords();
  const text = useText();
  const label = useDeviceLabel();
  const where = <strong>{words('computesOn', { device: label(use) })}</strong>;
  if (use.rejected.length === 0) return <p className={classes.cache}>{where}</p>;
  return (
    <details className={classes.cache}>
      <summary>{where}</summary>
      <ul>
        {use.rejected.map(({ device, reason }) => (
          <li key={device}>{words('notOn', { device: deviceTitles[device], reason: text(reason) })}</li>
        ))}
      </ul>
    </details>
  );
}
