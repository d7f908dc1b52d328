import type { QueueView } from '../view.ts';
import classes from './Queue.module.css';
import { useQueueWords } from './words.ts';

/** How many nodes the machine works on, and how many it may at once. */
export function SlotMeter({ slots }: Pick<QueueView, 'slots'>) {
  const words = useQueueWords();
  return (
    <dl className={classes.slots} aria-label={words('busy')}>
      {slots.map(({ slot, used, of }) => (
        <div key={slot}>
          <dt>{words(`slot_${slot}`)}</dt>
          <dd>
            <span className={classes.dots} aria-hidden="true">
              {Array.from({ length: Math.min(of, 16) }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: slots are all alike
                <span key={index} data-used={index < used || undefined} />
              ))}
            </span>
            {words('used', { used, of })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
