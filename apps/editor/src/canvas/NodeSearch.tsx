import { endpointName } from '@heed/schema';
import { Modal, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useText } from '../i18n/language.ts';
import { KindIcon, searchKinds } from './categories.tsx';
import { focusThing } from './focus.ts';
import classes from './Palette.module.css';
import { kindsFor } from './searchFor.ts';
import type { SearchPlace } from './searchPlace.ts';
import { wireOf } from './store/splice.ts';
import { useCatalogue, useGraph } from './store/useGraphStore.ts';
import { useAddNode } from './useAddNode.ts';
import { useCanvasWords } from './words.ts';

function useKinds(search: string, { wire, inWire, between }: SearchPlace) {
  const catalogue = useCatalogue();
  const graph = useGraph();
  const ends = inWire === undefined ? between : wireOf(graph, inWire);
  return kindsFor(searchKinds(catalogue.values(), search), graph, catalogue, { wire, between: ends });
}

/** What is looked for. */
function useSearchTitle(): (place: SearchPlace) => string {
  const words = useCanvasWords();
  return ({ wire, inWire, between }) =>
    between
      ? words('fitsBetween', { from: endpointName(between.from), to: endpointName(between.to) })
      : words(wire || inWire ? 'fitsWire' : 'addNode');
}

/** Finds a node kind by typing and adds it at a place of the canvas; at a wire's end, only kinds that fit it. */
export default function NodeSearch({ place, onClose }: { place: SearchPlace; onClose: () => void }) {
  const words = useCanvasWords();
  const text = useText();
  const listId = useId();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(0);
  const kinds = useKinds(search, place);
  const addNode = useAddNode();
  const titleOf = useSearchTitle();
  const current = kinds[Math.min(chosen, kinds.length - 1)];
  const add = (spec = current) => {
    if (!spec) return;
    onClose();
    focusThing(addNode(spec, place));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const by = steps[event.key];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) add();
    else if (by !== undefined && kinds.length > 0) setChosen((chosen + by + kinds.length) % kinds.length);
    else return;
    event.preventDefault();
  };
  return (
    <Modal opened onClose={onClose} title={titleOf(place)} yOffset="12vh" transitionProps={{ duration: 80 }}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={current && `${listId}-${current.kind}`}
        aria-label={words('searchNodes')}
        placeholder={words('searchNodes')}
        description={words('searchHint')}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={words('palette')} className={classes.results}>
        {kinds.map((spec) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keyboard
          <div
            key={spec.kind}
            id={`${listId}-${spec.kind}`}
            role="option"
            tabIndex={-1}
            aria-selected={spec === current}
            className={classes.result}
            ref={(element) => {
              if (spec === current) element?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => add(spec)}
          >
            <KindIcon spec={spec} />
            <div>
              <Text size="sm" fw={600}>
                {text(spec.title)}
              </Text>
              <Text size="xs" c="dimmed" lineClamp={2}>
                {text(spec.summary)}
              </Text>
            </div>
          </div>
        ))}
        {kinds.length === 0 && (
          <Text size="sm" c="dimmed" p="sm">
            {words('noNodeFound', { search })}
          </Text>
        )}
      </div>
    </Modal>
  );
}
