import { Button, Checkbox, Group, Modal, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient, trpc } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { useMay } from '../api/me.ts';
import { CopyField } from '../app/CopyField.tsx';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { useRevoke } from '../settings/People.tsx';
import { EndButton, List, Row } from '../settings/Row.tsx';
import { useSettingsWords } from '../settings/words.ts';
import { useInviteWords } from './inviteWords.ts';

interface Place {
  run: string;
  node: string;
}

const HOURS_PER_DAY = 24;

/** Links into one batch: a new one with its limits, and, for owners, those that are open. */
export function InviteLinks({ run, node, onClose }: Place & { onClose(): void }) {
  const words = useInviteWords();
  const mayOwn = useMay('own');
  return (
    <Modal opened onClose={onClose} title={words('title')} size="lg">
      <Text size="sm" mb="sm">
        {words('intro')}
      </Text>
      <LinkForm run={run} node={node} />
      {mayOwn && <OpenLinks run={run} node={node} />}
    </Modal>
  );
}

function LinkForm({ run, node }: Place) {
  const words = useSettingsWords();
  const own = useInviteWords();
  const sentence = useErrorSentence();
  const [label, setLabel] = useState('');
  const [uses, setUses] = useState<string | number>('');
  const [days, setDays] = useState<string | null>('14');
  const [adjudicates, setAdjudicates] = useState(false);
  const invite = useMutation(
    trpc.access.invite.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.access.pathFilter()),
    }),
  );
  const create = (event: FormEvent) => {
    event.preventDefault();
    const limits = { uses: Number(uses) || undefined, hours: Number(days) * HOURS_PER_DAY };
    invite.mutate({ run, node, label: label.trim() || undefined, adjudicates, ...limits });
  };
  return (
    <form onSubmit={create}>
      <Group align="end" gap="sm" mb="sm">
        <TextInput
          label={words('inviteName')}
          placeholder={words('inviteNameExample')}
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <NumberInput
          label={words('uses')}
          placeholder={own('anyNumber')}
          min={1}
          allowDecimal={false}
          max={10_000}
          w={140}
          value={uses}
          onChange={setUses}
        />
        <Select
          label={words('validFor')}
          w={124}
          allowDeselect={false}
          value={days}
          onChange={setDays}
          data={[1, 7, 14, 90].map((count) => ({ value: String(count), label: words('days', { count }) }))}
        />
        <Button type="submit" loading={invite.isPending}>
          {words('makeLink')}
        </Button>
      </Group>
      <Checkbox
        mb="sm"
        label={own('adjudicates')}
        description={own('adjudicatesHelp')}
        checked={adjudicates}
        onChange={(event) => setAdjudicates(event.currentTarget.checked)}
      />
      {invite.error && (
        <p role="alert" style={{ color: 'var(--heed-bad)' }}>
          {sentence(invite.error)}
        </p>
      )}
      {invite.data && (
        <CopyField
          label={words('inviteLink')}
          help={words('inviteLinkHelp')}
          value={new URL(invite.data.url, window.location.href).href}
        />
      )}
    </form>
  );
}

function OpenLinks({ run, node }: Place) {
  const words = useSettingsWords();
  const own = useInviteWords();
  const { time } = useFormats();
  const revoke = useRevoke();
  const list = useQuery(trpc.access.list.queryOptions());
  if (list.isPending) return <Loading />;
  if (list.isLoadingError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  const links = list.data.invites.filter((one) => one.run === run && one.node === node);
  return (
    <List title={own('openLinks')} empty={own('noLinks')}>
      {links.map((one) => (
        <Row
          key={one.id}
          title={one.label || words('unnamedLink')}
          details={[
            one.adjudicates ? own('adjudicates') : undefined,
            one.usesLeft === null ? words('usesOpen') : words('usesLeft', { count: one.usesLeft }),
            one.used > 0 ? words('used', { count: one.used }) : undefined,
            words('until', { time: time(one.expiresAt) }),
          ]}
          action={
            <EndButton
              label={words('revoke')}
              name={words('revokeNamed', { name: one.label || words('unnamedLink') })}
              onClick={() => revoke(one.id)}
            />
          }
        />
      ))}
    </List>
  );
}
