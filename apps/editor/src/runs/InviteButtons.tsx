import { Button, TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useInviteWords } from './inviteWords.ts';
import { useRunWords } from './text.ts';
import { useBatchLink } from './useBatchLink.ts';

const InviteLinks = lazy(async () => ({ default: (await import('./InviteLinks.tsx')).InviteLinks }));

interface Place {
  run: string;
  node: string;
}

/** The ways to bring people to a batch: a link at once, and links with names and limits. */
export function InviteButtons(place: Place) {
  return (
    <>
      <InviteButton {...place} />
      <LinksButton {...place} />
    </>
  );
}

/** The way to links with a name, a limit and an end, and to those that are open. */
function LinksButton({ run, node }: Place) {
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
function InviteButton({ run, node }: Place) {
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
