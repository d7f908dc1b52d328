import { Badge, Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient, trpc } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { CopyField } from '../app/CopyField.tsx';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { usePersonName } from '../i18n/usePersonName.ts';
import { useRevoke } from './People.tsx';
import { type MemberRole, RoleSelect } from './RoleSelect.tsx';
import { EndButton, List, Row } from './Row.tsx';
import classes from './Settings.module.css';
import { useSettingsWords } from './words.ts';

const FOREVER = 'forever';

function TokenForm() {
  const words = useSettingsWords();
  const sentence = useErrorSentence();
  const [name, setName] = useState('');
  const [role, setRole] = useState<MemberRole>('designer');
  const [days, setDays] = useState<string | null>('90');
  const make = useMutation(
    trpc.access.createToken.mutationOptions({
      onSuccess: () => {
        setName('');
        return queryClient.invalidateQueries(trpc.access.pathFilter());
      },
    }),
  );
  const create = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ name: name.trim(), role, days: days === FOREVER ? undefined : Number(days) });
  };
  const terms = [7, 30, 90, 365].map((count) => ({ value: String(count), label: words('days', { count }) }));
  return (
    <form className={classes.card} onSubmit={create} aria-label={words('newToken')}>
      <div className={classes.form}>
        <TextInput
          required
          withAsterisk={false}
          label={words('tokenName')}
          placeholder={words('tokenNameExample')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleSelect value={role} onChange={setRole} />
        <Select
          label={words('validFor')}
          w={124}
          allowDeselect={false}
          value={days}
          onChange={setDays}
          data={[...terms, { value: FOREVER, label: words('forever') }]}
        />
        <Button type="submit" loading={make.isPending} disabled={!name.trim()}>
          {words('makeToken')}
        </Button>
      </div>
      {make.error && (
        <p role="alert" style={{ color: 'var(--heed-bad)' }}>
          {sentence(make.error)}
        </p>
      )}
      {make.data && <CopyField label={words('token')} help={words('tokenHelp')} value={make.data.token} />}
    </form>
  );
}

/** Secrets for programs: the command line on other machines, continuous integration, other editors. */
export function Tokens() {
  const words = useSettingsWords();
  const personName = usePersonName();
  const { ago, time } = useFormats();
  const revoke = useRevoke();
  const list = useQuery(trpc.access.list.queryOptions());
  return (
    <>
      <TokenForm />
      {list.isPending && <Loading />}
      {list.isLoadingError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <List title={words('tokens')} empty={words('noTokens')}>
          {list.data.tokens.map((one) => (
            <Row
              key={one.id}
              title={
                <>
                  {one.name}{' '}
                  <Badge variant="light" tt="none">
                    {words(one.role)}
                  </Badge>
                </>
              }
              details={[
                one.seenAt === null ? words('neverUsed') : words('seen', { ago: ago(one.seenAt) }),
                one.source ?? undefined,
                one.expiresAt === null ? words('forever') : words('until', { time: time(one.expiresAt) }),
                words('madeBy', { name: personName(one.createdBy) }),
              ]}
              action={
                <EndButton
                  label={words('revoke')}
                  name={words('revokeNamed', { name: one.name })}
                  onClick={() => revoke(one.id)}
                />
              }
            />
          ))}
        </List>
      )}
    </>
  );
}
