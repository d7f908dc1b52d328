import { ActionIcon } from '@mantine/core';
import { IconFlag, IconFlagFilled } from '@tabler/icons-react';
import { useMay } from '../api/me.ts';
import type { Flagged } from './flagKey.ts';
import { type FlagSource, useFlagDeeds, useFlagOf } from './useFlags.ts';
import { useFlagWords } from './words.ts';

interface FlagButtonProps {
  flagged: Flagged;
  source: FlagSource;
}

/** Marks answers to look at again or to send to labelers, and takes the mark away. */
export function FlagButton({ flagged, source }: FlagButtonProps) {
  const words = useFlagWords();
  const mayDesign = useMay('design');
  const id = useFlagOf(flagged);
  const { add, remove } = useFlagDeeds();
  const isFlagged = add.isPending || (id !== undefined && !remove.isPending);
  const title = words(isFlagged ? 'unflag' : 'flag');
  const Icon = isFlagged ? IconFlagFilled : IconFlag;
  if (!mayDesign && !isFlagged) return null;
  return (
    <ActionIcon
      variant="subtle"
      color={isFlagged ? 'red' : 'gray'}
      aria-pressed={isFlagged}
      aria-label={title}
      title={title}
      disabled={!mayDesign || add.isPending || remove.isPending}
      onClick={() =>
        id === undefined
          ? add.mutate({ ...source, prompt: flagged.prompt, answers: [...flagged.answers] })
          : remove.mutate({ id })
      }
    >
      <Icon size={17} aria-hidden="true" />
    </ActionIcon>
  );
}
