import { endpointName } from '@heed/schema';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { useCommonWords } from '../i18n/common.ts';
import { useText } from '../i18n/language.ts';
import { EndField, StartField } from './ConnectFields.tsx';
import { type ConnectWish, connectChoices, firstChoice } from './connectChoices.ts';
import { useCatalogue, useGraph } from './store/useGraphStore.ts';
import { type Landing, type PortPlace, portKey } from './store/wiring.ts';
import { useWiring } from './useWiring.tsx';
import { useCanvasWords } from './words.ts';

/** What drawing the wire there would cost. */
function Consequence({ landing }: { landing: Landing }) {
  const words = useCanvasWords();
  const text = useText();
  if (landing.kind === 'free') return null;
  return (
    <Text size="sm" c="var(--heed-warn)">
      {landing.kind === 'taken'
        ? words('takesPlace', { from: endpointName(landing.from) })
        : text(landing.problem.message)}
    </Text>
  );
}

interface ConnectDialogProps {
  wish: ConnectWish;
  /** Asks for a new node at the end of a wire. */
  onSearch: (wire: PortPlace) => void;
  onClose: () => void;
}

/** Draws a wire, or moves one end of it, by choosing ports from lists: by keyboard, by touch, and at any zoom. */
export default function ConnectDialog({ wish, onSearch, onClose }: ConnectDialogProps) {
  const words = useCanvasWords();
  const common = useCommonWords();
  const graph = useGraph();
  const catalogue = useCatalogue();
  const { finish, replace } = useWiring();
  const choices = useMemo(() => connectChoices(graph, catalogue, wish), [graph, catalogue, wish]);
  const [chosen, setChosen] = useState(() => firstChoice(choices));
  const choice = choices.find((one) => chosen && portKey(one.start) === portKey(chosen.start));
  const { start, ends = [] } = choice ?? {};
  const end = ends.find((one) => chosen?.end && portKey(one.place) === portKey(chosen.end.place)) ?? ends[0];
  const isMove = 'wire' in wish;
  const chooseStart = (key: string | null) => {
    const next = choices.find((one) => portKey(one.start) === key);
    if (next) setChosen({ start: next.start, end: undefined });
  };
  const chooseEnd = (key: string | null) => {
    if (start) setChosen({ start, end: ends.find(({ place }) => portKey(place) === key) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!start || !end) return;
    onClose();
    if (isMove) replace(wish.wire, start, end.place);
    else finish(start, end.place);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words(isMove ? 'moveWireEnd' : 'drawWire')}
      transitionProps={{ duration: 80 }}
    >
      <form onSubmit={submit}>
        <Stack>
          <StartField wish={wish} choices={choices} start={start} onChoose={chooseStart} />
          <EndField start={start} ends={ends} end={end} onChoose={chooseEnd} />
          {ends.length === 0 && <Text size="sm">{words('nothingFits')}</Text>}
          {end && <Consequence landing={end.landing} />}
          <Group justify="space-between" wrap="nowrap" gap="xs">
            {start && !isMove ? (
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => {
                  onClose();
                  onSearch(start);
                }}
              >
                {words('addAtEnd')}
              </Button>
            ) : (
              <span />
            )}
            <Group gap="xs" wrap="nowrap">
              <Button size="sm" variant="default" onClick={onClose}>
                {common('cancel')}
              </Button>
              <Button size="sm" type="submit" disabled={!end}>
                {words(isMove ? 'moveEnd' : 'connect')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
