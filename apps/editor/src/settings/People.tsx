import { Badge, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient, trpc } from '../api/client.ts';
import { useErrorSentence, useShowError } from '../api/errors.ts';
import { useMe } from '../api/me.ts';
import { CopyField } from '../app/CopyField.tsx';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { usePersonName } from '../i18n/usePersonName.ts';
import { describeAgent } from './agent.ts';
import { RoleSelect } from './RoleSelect.tsx';
import { EndButton, List, Row } from './Row.tsx';
import classes from './Settings.module.css';
import { useSettingsWords } from './words.ts';

const HOURS_PER_DAY = 24;

/** Ends an invite, a token or a session, and shows the lists anew. */
export function useRevoke(): (id: string) => void {
  const showError = useShowError();
  const revoke = useMutation(
    trpc.access.revoke.mutationOptions({
      onError: showError,
      onSettled: () => queryClient.invalidateQueries(trpc.access.pathFilter()),
    }),
  );
  return (id) => revoke.mutate({ id });
}

function InviteForm() {
  const words = useSettingsWords();
  const sentence = useErrorSentence();
  const [role, setRole] = useState<'owner' | 'designer' | 'viewer'>('designer');
  const [label, setLabel] = useState('');
  const [uses, setUses] = useState<string | number>(1);
  const [days, setDays] = useState<string | null>('14');
  const invite = useMutation(
    trpc.access.createInvite.mutationOptions({
      onSuccess: () => {
        setLabel('');
        return queryClient.invalidateQueries(trpc.access.pathFilter());
      },
    }),
  );
  const create = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({
      role,
      label: label.trim() || undefined,
      uses: Number(uses) || 1,
      hours: Number(days) * HOURS_PER_DAY,
    });
  };
  return (
    <form className={classes.card} onSubmit={create} aria-label={words('inviteSomebody')}>
      <div className={classes.form}>
        <TextInput
          label={words('inviteName')}
          placeholder={words('inviteNameExample')}
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <RoleSelect value={role} onChange={setRole} />
        <NumberInput
          label={words('uses')}
          min={1}
          max={10_000}
          allowDecimal={false}
          w={84}
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
      </div>
      <p className={classes.details}>{words(`${role}May`)}</p>
      {invite.error && (
        <p role="alert" style={{ color: 'var(--heed-bad)' }}>
          {sentence(invite.error)}
        </p>
      )}
      {invite.data && (
        <CopyField label={words('inviteLink')} help={words('inviteLinkHelp')} value={invite.data.url} />
      )}
    </form>
  );
}

/** Who may come in by a link, and who is in. */
export function People() {
  const words = useSettingsWords();
  const personName = usePersonName();
  const { ago, time } = useFormats();
  const me = useMe();
  const revoke = useRevoke();
  const list = useQuery(trpc.access.list.queryOptions());
  return (
    <>
      <InviteForm />
      {list.isPending && <Loading />}
      {list.isLoadingError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <>
          <List title={words('openInvites')} empty={words('noInvites')}>
            {list.data.invites.map((one) => (
              <Row
                key={one.id}
                title={
                  <>
                    {one.label || words('unnamedLink')}{' '}
                    <Badge variant="light" tt="none">
                      {words(one.role)}
                    </Badge>
                  </>
                }
                details={[
                  one.node ? words('batchOf', { node: one.node }) : undefined,
                  one.usesLeft === null ? words('usesOpen') : words('usesLeft', { count: one.usesLeft }),
                  one.used > 0 ? words('used', { count: one.used }) : undefined,
                  words('until', { time: time(one.expiresAt) }),
                  words('madeBy', { name: personName(one.createdBy) }),
                ]}
                action={
                  <EndButton
                    label={words('revoke')}
                    name={words('revokeNamed', { name: one.label || words(one.role) })}
                    onClick={() => revoke(one.id)}
                  />
                }
              />
            ))}
          </List>
          <List title={words('sessions')} empty={words('noSessions')}>
            {list.data.sessions.map((one) => {
              const name = one.labeler ?? (one.label || words(one.role));
              const isMine = one.id === me?.id;
              return (
                <Row
                  key={one.id}
                  title={
                    <>
                      {name}{' '}
                      <Badge variant="light" tt="none">
                        {words(one.role)}
                      </Badge>
                      {isMine && (
                        <Badge variant="light" color="gray" tt="none">
                          {words('thisBrowser')}
                        </Badge>
                      )}
                    </>
                  }
                  details={[
                    one.agent ? describeAgent(one.agent) : undefined,
                    one.source ?? undefined,
                    words('seen', { ago: ago(one.seenAt) }),
                  ]}
                  action={
                    !isMine && (
                      <EndButton
                        label={words('end')}
                        name={words('endNamed', { name })}
                        onClick={() => revoke(one.id)}
                      />
                    )
                  }
                />
              );
            })}
          </List>
        </>
      )}
    </>
  );
}
