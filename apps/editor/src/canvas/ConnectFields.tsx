import { Radio, Select, Stack } from '@mantine/core';
import { useText } from '../i18n/language.ts';
import type { ConnectChoice, ConnectEnd, ConnectWish } from './connectChoices.ts';
import { useCatalogue, useGraph } from './store/useGraphStore.ts';
import { type PortPlace, portKey } from './store/wiring.ts';
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

interface StartFieldProps {
  wish: ConnectWish;
  choices: readonly ConnectChoice[];
  start: PortPlace | undefined;
  onChoose: (key: string | null) => void;
}

/** The port that a new wire starts from; of a wire that is there, the end that moves. */
export function StartField({ wish, choices, start, onChoose }: StartFieldProps) {
  const words = useCanvasWords();
  const { nodeName, portTitle } = usePortNames();
  const value = start ? portKey(start) : null;
  if ('wire' in wish)
    return (
      <Radio.Group label={words('endThatMoves')} value={value} onChange={onChoose}>
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
    );
  return (
    <Select
      label={words('portOf', { node: start ? nodeName(start.node) : '' })}
      data={choices.map(({ start: one }) => ({
        value: portKey(one),
        label: words(one.side, { title: portTitle(one) }),
      }))}
      value={value}
      allowDeselect={false}
      disabled={choices.length < 2}
      onChange={onChoose}
    />
  );
}

interface EndFieldProps {
  start: PortPlace | undefined;
  ends: readonly ConnectEnd[];
  end: ConnectEnd | undefined;
  onChoose: (key: string | null) => void;
}

/** The port that the wire leads to, among those that fit, by their nodes. */
export function EndField({ start, ends, end, onChoose }: EndFieldProps) {
  const words = useCanvasWords();
  const { nodeName, portTitle } = usePortNames();
  const byNode = Map.groupBy(ends, ({ place }) => place.node);
  return (
    <Select
      data-autofocus
      searchable
      label={words(start?.side === 'input' ? 'wireFrom' : 'wireTo')}
      data={[...byNode].map(([node, ports]) => ({
        group: nodeName(node),
        items: ports.map(({ place }) => ({ value: portKey(place), label: `${portTitle(place)} · ${node}` })),
      }))}
      value={end ? portKey(end.place) : null}
      allowDeselect={false}
      disabled={ends.length === 0}
      nothingFoundMessage={words('noPortFound')}
      onChange={onChoose}
    />
  );
}
