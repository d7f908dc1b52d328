import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect } from 'react';
import { type MediaDeck, useDeckState } from './deck.ts';
import type { MediaCommand } from './keys.ts';
import classes from './Media.module.css';
import { giveKeysBack, Tool } from './PlayBar.tsx';
import { useView, viewOf } from './pictures.ts';
import { useMediaWords } from './text.ts';
import { fitting, STEP, zoomed } from './zoom.ts';

/** Does what a key or a button asks of the pictures. */
function press(deck: MediaDeck, command: MediaCommand): void {
  const view = viewOf(deck);
  const order = [undefined, ...deck.candidates.map(({ slot }) => slot)];
  if (command === 'larger') view.set(zoomed(view.state, STEP));
  else if (command === 'smaller') view.set(zoomed(view.state, 1 / STEP));
  else if (command === 'fit') view.set(fitting);
  else if (command === 'next')
    deck.set({ active: order[(order.indexOf(deck.state.active) + 1) % order.length] });
}

/** The controls of all pictures of a task: one zoom for all, and one in the place of all. */
export default function PictureBar({ deck }: { deck: MediaDeck }) {
  const words = useMediaWords();
  const view = viewOf(deck);
  const { scale, fit } = useView(deck);
  useEffect(() => {
    deck.press = (command) => press(deck, command);
    return () => {
      deck.press = () => {};
    };
  }, [deck]);
  const percent = Math.round(100 * scale * fit);
  return (
    <section className={classes.bar} data-media aria-label={words('zoomControls')} title={words('zoomHint')}>
      <div className={classes.buttons}>
        <Tool label={words('smaller')} keyName="-" onPress={() => press(deck, 'smaller')}>
          <IconMinus size={18} />
        </Tool>
        <output className={classes.percent}>{percent}%</output>
        <Tool label={words('larger')} keyName="+" onPress={() => press(deck, 'larger')}>
          <IconPlus size={18} />
        </Tool>
        <Tool label={words('fitHelp')} keyName="f" pressed={scale === 1} onPress={() => press(deck, 'fit')}>
          {words('fit')}
        </Tool>
        <Tool
          label={words('originalHelp')}
          keyName=""
          onPress={() => fit > 0 && view.set(zoomed(view.state, 1 / (fit * scale)))}
        >
          {words('original')}
        </Tool>
      </div>
      <p className={classes.hint}>{words('zoomHint')}</p>
      {deck.candidates.length > 1 && <Over deck={deck} />}
    </section>
  );
}

/** Shows one picture in the place of all, so that differences jump to the eye. */
function Over({ deck }: { deck: MediaDeck }) {
  const words = useMediaWords();
  const { active } = useDeckState(deck);
  const choices = [
    { slot: undefined, title: words('own'), help: words('ownHelp') },
    ...deck.candidates.map(({ slot, number }) => ({
      ...{ slot, title: String(number), help: words('overHelp', { number }) },
    })),
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this row in all browsers
    <div className={classes.heard} role="group" aria-label={words('over')}>
      {choices.map(({ slot, title, help }) => (
        <button
          key={title}
          type="button"
          aria-pressed={active === slot}
          aria-label={help}
          title={`${help} (v)`}
          onClick={(event) => {
            deck.set({ active: slot });
            giveKeysBack(event);
          }}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
