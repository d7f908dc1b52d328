import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { OpenDisputes } from '../adjudication/OpenDisputes.tsx';
import { useMay } from '../api/me.ts';
import { AskForMoreButton } from '../rounds/AskForMoreButton.tsx';
import { useInviteWords } from './inviteWords.ts';
import { useRunWords } from './text.ts';
import { useBatchLink } from './useBatchLink.ts';
import type { NodeRunView } from './view.ts';

/** What people have answered so far, the way to the labeling page, and an invite link for others. */
export function LabelingLinks({ run, node, graph }: { run: string; node: NodeRunView; graph: string }) {
  const words = useRunWords();
  const mayDesign = useMay('design');
  if (!node.labeling) return null;
  const { done, total, disputes } = node.labeling;
  const isWaiting = node.state === 'waiting_human';
  return (
    <Alert color={isWaiting ? 'yellow' : 'gray'} variant="light" icon={false}>
      <Text size="sm" fw={600} mb="xs">
        {words('labelingProgress', { done, total })}
      </Text>
      <Group gap="sm">
        {isWaiting && mayDesign && (
          <>
            <Button
              component={Link}
              href={`/label/${run}/${node.node}`}
              size="xs"
              variant={done < total ? 'filled' : 'default'}
            >
              {words('openLabeling')}
            </Button>
            <InviteButton run={run} node={node.node} />
            <LinksButton run={run} node={node.node} />
          </>
        )}
        <Button component={Link} href={`/quality/${run}/${node.node}`} size="xs" variant="default">
          {words('openQuality')}
        </Button>
        {!isWaiting && <AskForMoreButton {...{ run, graph }} node={node.node} />}
      </Group>
      {isWaiting && <OpenDisputes run={run} node={node.node} disputes={disputes} />}
    </Alert>
  );
}

const InviteLinks = lazy(async () => ({ default: (await import('./InviteLinks.tsx')).InviteLinks }));

/** The way to links with a name, a limit and an end, and to those that are open. */
function LinksButton({ run, node }: { run: string; node: string }) {
  const words = useInviteWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setOpen(true)}>
        {words('links')}
      </Button>
      {isOpen && (
        <Suspense>
          <InviteLinks run={run} node={node} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Makes an invite link, or takes the one made before, shows it, and puts it on the clipboard where the browser allows that. */
function InviteButton({ run, node }: { run: string; node: string }) {
  const words = useRunWords();
  const [copied, setCopied] = useState(false);
  const { ask, link, isPending } = useBatchLink({ run, node });
  const copy = async () => {
    setCopied(await writeClipboard(await ask()));
  };
  return (
    <>
      <Button size="xs" variant="default" loading={isPending} onClick={() => void copy().catch(() => {})}>
        {words('copyInvite')}
      </Button>
      {link && (
        <TextInput
          readOnly
          size="xs"
          w="100%"
          label={words(copied ? 'inviteCopied' : 'inviteHere')}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}

/** False where the page may not use the clipboard, e.g. over plain HTTP. */
async function writeClipboard(content: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    return false;
  }
}
