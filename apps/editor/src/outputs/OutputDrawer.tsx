import { Tabs } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { SideDrawer } from '../app/SideDrawer.tsx';
import { FlagSourceContext } from '../flags/useFlags.ts';
import { useText } from '../i18n/language.ts';
import { nodeTitle, portTitle } from '../runs/nodeNames.ts';
import type { NodeRunView } from '../runs/view.ts';
import { ArtifactView } from './ArtifactView.tsx';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';

export interface OutputDrawerProps {
  run: string;
  node: string;
  /** The output to show first; the node's first output without it. */
  port?: string;
  onClose(): void;
}

/** Shows the outputs of one node of a run at the side of the page. */
export default function OutputDrawer({ run, node, port, onClose }: OutputDrawerProps) {
  const words = useOutputWords();
  const text = useText();
  const view = useQuery(trpc.runs.get.queryOptions({ id: run }));
  const source = useMemo(() => ({ run, node }), [run, node]);
  const content = useRef<HTMLDivElement>(null);
  useWindowEvent('keydown', (event) => closesOnEscape(event, content.current) && onClose());
  const found = view.data?.nodes.find((one) => one.node === node);
  const title = view.data && found ? nodeTitle(view.data.graph, node, found.kind, text) : node;
  return (
    <SideDrawer
      ref={content}
      title={words('outputsOf', { node: title })}
      width={1080}
      onClose={onClose}
      closeOnEscape={false}
    >
      {view.error ? (
        <Failure error={view.error} onRetry={() => void view.refetch()} />
      ) : !view.data ? (
        <Loading />
      ) : found ? (
        <FlagSourceContext value={source}>
          <NodeOutputs node={found} port={port} />
        </FlagSourceContext>
      ) : (
        <p className={classes.quiet}>{words('noSuchNode', { node })}</p>
      )}
    </SideDrawer>
  );
}

/** Escape in the drawer or nowhere, rather than in a menu or a row that is open over it and closes by itself. */
function closesOnEscape({ key, target }: KeyboardEvent, content: HTMLElement | null): boolean {
  return key === 'Escape' && (target === document.body || content?.contains(target as Node) === true);
}

function NodeOutputs({ node, port }: { node: NodeRunView; port?: string }) {
  const words = useOutputWords();
  const text = useText();
  const ports = Object.keys(node.outputs);
  const [chosen, setChosen] = useState(port);
  const shown = chosen !== undefined && ports.includes(chosen) ? chosen : ports[0];
  const artifact = shown === undefined ? undefined : node.outputs[shown];
  if (shown === undefined || artifact === undefined)
    return <p className={classes.quiet}>{words('noOutputYet')}</p>;
  return (
    <>
      {ports.length > 1 && (
        <Tabs value={shown} onChange={(name) => setChosen(name ?? undefined)} keepMounted={false}>
          <Tabs.List aria-label={words('output')}>
            {ports.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {portTitle(node.kind, name, text)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      <ArtifactView key={artifact} artifact={artifact} />
    </>
  );
}
