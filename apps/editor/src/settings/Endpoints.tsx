import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queryClient, trpc } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { usePersonName } from '../i18n/usePersonName.ts';
import { EndButton, List, Row } from './Row.tsx';
import classes from './Settings.module.css';
import { useSettingsWords } from './words.ts';

const nothing = { name: '', url: '', key: '' };
const renew = () => queryClient.invalidateQueries(trpc.endpoints.pathFilter());

function EndpointForm() {
  const words = useSettingsWords();
  const sentence = useErrorSentence();
  const [wanted, setWanted] = useState(nothing);
  const add = useMutation(
    trpc.endpoints.set.mutationOptions({
      onSuccess: () => {
        setWanted(nothing);
        return renew();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ name: wanted.name.trim(), url: wanted.url.trim(), key: wanted.key || undefined });
  };
  const field = (name: keyof typeof nothing) => ({
    value: wanted[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setWanted((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <form noValidate className={classes.card} onSubmit={submit} aria-label={words('newEndpoint')}>
      <div className={classes.form}>
        <TextInput
          {...field('name')}
          required
          withAsterisk={false}
          label={words('endpointName')}
          placeholder="judge"
          maxLength={100}
        />
        <TextInput
          {...field('url')}
          className={classes.wide}
          required
          withAsterisk={false}
          type="url"
          label={words('endpointUrl')}
          placeholder="https://api.example.com/v1"
          maxLength={2000}
        />
        <PasswordInput
          {...field('key')}
          className={classes.middle}
          label={words('endpointKey')}
          placeholder={words('endpointKeyHelp')}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': words('showSecret') }}
          maxLength={4000}
        />
        <Button type="submit" loading={add.isPending} disabled={!wanted.name.trim() || !wanted.url.trim()}>
          {words('addEndpoint')}
        </Button>
      </div>
      {add.error && (
        <p role="alert" style={{ color: 'var(--heed-bad)' }}>
          {sentence(add.error)}
        </p>
      )}
    </form>
  );
}

/** Models elsewhere that nodes may call. A key is written once and never shown again. */
export function Endpoints() {
  const words = useSettingsWords();
  const personName = usePersonName();
  const { time } = useFormats();
  const list = useQuery(trpc.endpoints.list.queryOptions());
  const remove = useMutation(trpc.endpoints.remove.mutationOptions({ onSuccess: renew }));
  return (
    <>
      <EndpointForm />
      {list.isPending && <Loading />}
      {list.isLoadingError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <List title={words('endpoints')} empty={words('noEndpoints')}>
          {list.data.map(({ name, url, hasKey, author, createdAt }) => (
            <Row
              key={name}
              title={name}
              details={[
                url,
                words(hasKey ? 'withKey' : 'withoutKey'),
                words('madeBy', { name: personName(author) }),
                time(createdAt),
              ]}
              action={
                <EndButton
                  label={words('removeEndpoint')}
                  name={words('removeEndpointNamed', { name })}
                  onClick={() => remove.mutate({ name })}
                />
              }
            />
          ))}
        </List>
      )}
    </>
  );
}
