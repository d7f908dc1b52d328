import { Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { useCommonWords } from '../i18n/common.ts';
import { useText } from '../i18n/language.ts';
import { type ConnectWish, connectChoices, firstChoice } from './connectChoices.ts';
import { useCatalogue, useGraph } from './store/useGraphStore.ts';
import { type PortPlace, portKey } from './store/wiring.ts';
import { useWiring } from './useWiring.tsx';
import { useCanvasWords } from './words.ts';

/** What ports and their nodes are called. */
function usePortNames() {
  const words = useCanvasWords();
  const text = useText();
  const graph = useGraph();
  const catalogue = useCatalogue();
  const nodeName = (id: string) => {
    const node = graph.nodes.find((one) => one.id === id);
    const title = node && catalogue.get(node.kind)?.title;
    return words('nodeName', { title: node?.label ?? (title ? text(title) : id), id });
  };
  const portTitle = ({ node, port, side }: PortPlace) => {
    const spec = catalogue.get(graph.nodes.find(({ id }) => id === node)?.kind ?? '');
    const title = (side === 'input' ? spec?.inputs : spec?.outputs)?.[port]?.title;
    return title ? text(title) : port;
  };
  return { nodeName, portTitle };
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
  const { nodeName, portTitle } = usePortNames();
  const choices = useMemo(() => connectChoices(graph, catalogue, wish), [graph, catalogue, wish]);
  const [chosen, setChosen] = useState(() => firstChoice(choices)?.start);
  const { start, ends } = choices.find((one) => chosen && portKey(one.start) === portKey(chosen)) ?? {
    ends: [],
  };
  const [wanted, setWanted] = useState<string>();
  const end = ends.find((one) => portKey(one) === wanted) ?? ends[0];
  const isMove = 'wire' in wish;
  const byNode = Map.groupBy(ends, ({ node }) => node);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!start || !end) return;
    onClose();
    if (isMove) replace(wish.wire, start, end);
    else finish(start, end);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words(isMove ? 'moveWireEnd' : 'drawWire')}
      closeButtonProps={{ 'aria-label': common('close') }}
      transitionProps={{ duration: 80 }}
    >
      <form onSubmit={submit}>
        <Stack>
          {isMove ? (
            <Radio.Group
              label={words('endThatMoves')}
              value={start ? portKey(start) : null}
              onChange={(key) => setChosen(choices.find((one) => portKey(one.start) === key)?.start)}
            >
              <Stack gap={6} mt={4}>
                {choices.map(({ start: one }) => (
                  <Radio
                    key={portKey(one)}
                    value={portKey(one)}
                    label={words(one.side === 'output' ? 'moveTarget' : 'moveSource')}
                  />
                ))}
              </Stack>
            </Radio.Group>
          ) : (
            <Select
              label={words('portOf', { node: start ? nodeName(start.node) : '' })}
              data={choices.map(({ start: one }) => ({
                value: portKey(one),
                label: words(one.side, { title: portTitle(one) }),
              }))}
              value={start ? portKey(start) : null}
              allowDeselect={false}
              disabled={choices.length < 2}
              onChange={(key) => setChosen(choices.find((one) => portKey(one.start) === key)?.start)}
            />
          )}
          <Select
            data-autofocus
            searchable
            label={words(start?.side === 'input' ? 'wireFrom' : 'wireTo')}
            data={[...byNode].map(([node, ports]) => ({
              group: nodeName(node),
              items: ports.map((port) => ({ value: portKey(port), label: `${portTitle(port)} · ${node}` })),
            }))}
            value={end ? portKey(end) : null}
            allowDeselect={false}
            disabled={ends.length === 0}
            nothingFoundMessage={words('noPortFound')}
            onChange={(key) => setWanted(key ?? undefined)}
          />
          {ends.length === 0 && <Text size="sm">{words('nothingFits')}</Text>}
          <Group justify="space-between">
            {start && !isMove ? (
              <Button
                variant="subtle"
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
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {common('cancel')}
              </Button>
              <Button type="submit" disabled={!end}>
                {words(isMove ? 'moveEnd' : 'connect')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
