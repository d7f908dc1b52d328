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

/** Where a node computes, and of each device before it why it could not be used. */
export function DeviceNote({ use }: { use: DeviceUse }) {
  const words = useRunWords();
  const text = useText();
  const label = useDeviceLabel();
  return (
    <div className={classes.cache}>
      <strong>{words('computesOn', { device: label(use) })}</strong>
      {use.rejected.length > 0 && (
        <ul>
          {use.rejected.map(({ device, reason }) => (
            <li key={device}>{words('notOn', { device: deviceTitles[device], reason: text(reason) })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
