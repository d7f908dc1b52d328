import '@mantine/spotlight/styles.css';
import { Kbd } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconFocus2, IconRoute, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { trpc } from '../api/client.ts';
import { KindIcon } from '../canvas/categories.tsx';
import { focusThing } from '../canvas/focus.ts';
import { goToNode } from '../canvas/goCommands.ts';
import { useAddNode } from '../canvas/useAddNode.ts';
import { useText } from '../i18n/language.ts';
import type { Command, CommandContext } from './command.ts';
import { keyNames } from './keyNames.ts';
import { commands, commandTitle, isOffered, runCommand } from './registry.ts';
import { useCommandWords } from './words.ts';

const MOST_RESULTS = 60;
const [store, spotlight] = createSpotlight();
const ICON_SIZE = 18;

/** The picture of a command, or as much room, so that names stand in line. */
function Picture({ of: Icon }: { of: Command['Icon'] }) {
  if (!Icon) return <span style={{ display: 'inline-block', width: ICON_SIZE }} />;
  return <Icon size={ICON_SIZE} stroke={1.6} aria-hidden="true" />;
}

/** The groups of the list; what is chosen in it is done by `later`, once the list is closed. */
function useGroups(context: CommandContext, later: (act: () => void) => void): SpotlightActionGroupData[] {
  const words = useCommandWords();
  const text = useText();
  const addNode = useAddNode();
  const pipelines = useQuery(trpc.graphs.list.queryOptions()).data ?? [];
  const { nodes } = context.store.getState().history.present;
  return [
    {
      group: words('commands'),
      actions: commands
        .filter((command) => command.id !== 'commands.palette' && isOffered(command, context))
        .map((command) => ({
          id: command.id,
          label: text(commandTitle(command, context)),
          keywords: Object.values(commandTitle(command, context)),
          leftSection: <Picture of={command.Icon} />,
          rightSection: command.keys?.[0] && <Kbd size="xs">{keyNames(command.keys[0]).join(' ')}</Kbd>,
          onClick: () => later(() => void runCommand(command, context)),
        })),
    },
    {
      group: words('nodesHere'),
      actions: nodes.map((node) => {
        const spec = context.catalogue.get(node.kind);
        const title = node.label ?? (spec ? text(spec.title) : node.kind);
        return {
          id: `node ${node.id}`,
          label: words('goTo', { title, id: node.id }),
          leftSection: <IconFocus2 size={18} stroke={1.6} aria-hidden="true" />,
          onClick: () => later(() => goToNode(context, node.id)),
        };
      }),
    },
    {
      group: words('kinds'),
      actions: (context.saving.mayEdit ? [...context.catalogue.values()] : []).map((spec) => ({
        id: `kind ${spec.kind}`,
        label: words('add', { title: text(spec.title) }),
        keywords: [spec.kind, spec.title.en, spec.title.zh],
        leftSection: <KindIcon spec={spec} />,
        onClick: () => later(() => focusThing(addNode(spec, { at: context.at }))),
      })),
    },
    {
      group: words('pipelines'),
      actions: pipelines
        .filter(({ id }) => id !== context.graphId)
        .map(({ id, name }) => ({
          id: `pipeline ${id}`,
          label: words('open', { name }),
          leftSection: <IconRoute size={18} stroke={1.6} aria-hidden="true" />,
          onClick: () => later(() => context.navigate(`/graphs/${id}`)),
        })),
    },
  ];
}

/** Everything that can be done and gone to, found by typing. */
export default function CommandPalette({
  context,
  onClose,
}: {
  context: CommandContext;
  onClose: () => void;
}) {
  const words = useCommandWords();
  const chosen = useRef<() => void>(undefined);
  const groups = useGroups(context, (act) => {
    chosen.current = act;
  });
  const [before] = useState(() => document.activeElement);
  useEffect(() => spotlight.open(), []);
  const close = () => {
    onClose();
    requestAnimationFrame(() => {
      if (before instanceof HTMLElement || before instanceof SVGElement)
        before.focus({ preventScroll: true });
      chosen.current?.();
    });
  };
  return (
    <Spotlight
      store={store}
      actions={groups}
      shortcut={null}
      limit={MOST_RESULTS}
      scrollable
      maxHeight="60vh"
      highlightQuery
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': words('commands') } }}
      nothingFound={words('nothingFound')}
      onSpotlightClose={close}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden="true" />,
        placeholder: words('find'),
        'aria-label': words('find'),
      }}
    />
  );
}
