import type { MergeConflict } from '@heed/schema';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useGraph } from '../canvas/store/useGraphStore.ts';
import { usePersonName } from '../i18n/usePersonName.ts';
import { useDescribe } from '../versions/useDescribe.ts';
import classes from './MergeDialog.module.css';
import { ClashButton } from './SaveMark.tsx';
import type { Clash } from './sending.ts';
import type { Side } from './settle.ts';
import type { Saving } from './useSave.ts';
import { useSavingWords } from './words.ts';

const sides: readonly Side[] = ['mine', 'theirs'];

function Choice({
  conflict,
  author,
  side,
  onChoose,
}: {
  conflict: MergeConflict;
  author: string;
  side: Side;
  onChoose: (side: Side) => void;
}) {
  const words = useSavingWords();
  const describe = useDescribe(useGraph());
  const name = useId();
  const value = (of: unknown) => {
    if (conflict.field === undefined && conflict.in !== 'wires')
      return words(of === undefined ? 'removed' : 'changed');
    return describe.value(of);
  };
  return (
    <li>
      <fieldset className={classes.item}>
        <legend>{describe.conflict(conflict)}</legend>
        {conflict.field !== undefined && (
          <p className={classes.before}>{words('before', { value: describe.value(conflict.base) })}</p>
        )}
        <div className={classes.sides}>
          {sides.map((one) => (
            <label key={one} className={classes.side}>
              <input type="radio" name={name} checked={side === one} onChange={() => onChoose(one)} />
              <span className={classes.whose}>
                {one === 'mine' ? words('mine') : words('theirs', { name: author })}
              </span>
              <span className={classes.value}>{value(conflict[one])}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </li>
  );
}

/** Every overlap with its three values; the rest is merged already. */
function Choices({ clash, saving }: { clash: Clash; saving: Saving }) {
  const words = useSavingWords();
  const author = usePersonName()(clash.theirs.author);
  const [chosen, setChosen] = useState<ReadonlyMap<MergeConflict, Side>>(new Map());
  const sideOf = (conflict: MergeConflict) => chosen.get(conflict) ?? 'mine';
  const all = (side: Side) => setChosen(new Map(clash.conflicts.map((conflict) => [conflict, side])));
  return (
    <Stack>
      <Text size="sm">{words('clashText', { name: author })}</Text>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => all('mine')}>
          {words('allMine')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => all('theirs')}>
          {words('allTheirs', { name: author })}
        </Button>
      </Group>
      <ul className={classes.list}>
        {clash.conflicts.map((conflict) => (
          <Choice
            key={`${conflict.in} ${conflict.id ?? ''} ${conflict.field ?? ''}`}
            conflict={conflict}
            author={author}
            side={sideOf(conflict)}
            onChoose={(side) => setChosen(new Map(chosen).set(conflict, side))}
          />
        ))}
      </ul>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void saving.keepAsCopy()}>
          {words('keepMine')}
        </Button>
        <Button data-autofocus onClick={() => void saving.choose(sideOf)}>
          {words('merge')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Asked when a newer version was saved elsewhere and both changed the same thing. It may be put off. */
export default function MergeDialog({ saving, clash }: { saving: Saving; clash: Clash }) {
  const words = useSavingWords();
  const [putOff, setPutOff] = useState<Clash>();
  if (putOff === clash) return <ClashButton onOpen={() => setPutOff(undefined)} />;
  return (
    <Modal opened size="lg" onClose={() => setPutOff(clash)} title={words('clashTitle')}>
      <Choices clash={clash} saving={saving} />
    </Modal>
  );
}
