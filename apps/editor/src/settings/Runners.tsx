import { Alert, Badge, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, createApi, trpc } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { LocalizedError } from '../api/LocalizedError.ts';
import { type OtherRunner, otherRunner, switchRunner } from '../api/runner.ts';
import { Row } from './Row.tsx';
import classes from './Settings.module.css';
import { useSettingsWords } from './words.ts';

/** The origin of what a person wrote. Throws with one sentence. */
function originOf(address: string): string {
  const url = URL.parse(address.includes('://') ? address : `https://${address}`);
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new LocalizedError({
    en: `"${address}" is no address of a runner; write it like https://gpu-box:4333.`,
    zh: `“${address}”不是运行器的地址；请写成 https://gpu-box:4333 这样。`,
  });
}

/** Comes in with the token and asks what is there; only then the tab may be switched. */
async function meet(wish: { address: string; token: string }): Promise<OtherRunner> {
  const [url, token] = [originOf(wish.address.trim()), wish.token.trim()];
  const remote = createApi({ url, token, name: url });
  const [there, here] = await Promise.all([remote.system.info.query(), api.system.info.query()]);
  return { url, token, name: there.name, version: there.version, editorVersion: here.version };
}

const differs = ({ version, editorVersion }: OtherRunner) => version !== editorVersion;

/** What to expect of a runner of another version. */
function VersionNote({ runner }: { runner: OtherRunner }) {
  const words = useSettingsWords();
  const { name, version = '?', editorVersion = '?' } = runner;
  if (!differs(runner)) return null;
  return (
    <Alert
      color="yellow"
      mt="md"
      p="sm"
      role="status"
      title={words('otherVersion', { name, version, editorVersion })}
    >
      {words('otherVersionText')}
    </Alert>
  );
}

function SwitchForm({ known }: { known: readonly string[] }) {
  const words = useSettingsWords();
  const sentence = useErrorSentence();
  const [address, setAddress] = useState(known[0] ?? '');
  const [token, setToken] = useState('');
  const meeting = useMutation({
    mutationFn: meet,
    onSuccess: (found) => {
      if (!differs(found)) switchRunner(found);
    },
  });
  const found = meeting.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (found) switchRunner(found);
    else meeting.mutate({ address, token });
  };
  return (
    <form className={classes.card} onSubmit={submit} aria-label={words('switchTo')}>
      <div className={classes.form}>
        <TextInput
          label={words('address')}
          placeholder="https://gpu-box:4333"
          list="heed-known-runners"
          value={address}
          onChange={(event) => {
            setAddress(event.currentTarget.value);
            meeting.reset();
          }}
        />
        <datalist id="heed-known-runners">
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <PasswordInput
          w={240}
          label={words('token')}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': words('showSecret') }}
          value={token}
          onChange={(event) => {
            setToken(event.currentTarget.value);
            meeting.reset();
          }}
        />
        <Button type="submit" disabled={!address.trim() || !token.trim()} loading={meeting.isPending}>
          {words(found && differs(found) ? 'switchAnyway' : 'switch')}
        </Button>
      </div>
      {found && <VersionNote runner={found} />}
      {meeting.error && (
        <p role="alert" style={{ color: 'var(--heed-bad)' }}>
          {sentence(meeting.error)}
        </p>
      )}
      <p className={classes.details}>{words('switchHelp', { origin: window.location.origin })}</p>
    </form>
  );
}

/** Which runner this tab drives, and switching to another one. */
export function Runners() {
  const words = useSettingsWords();
  const info = useQuery(trpc.system.info.queryOptions());
  return (
    <>
      <ul className={classes.list} aria-label={words('runners')}>
        <Row
          title={
            <>
              {info.data?.name ?? otherRunner?.name ?? window.location.host}{' '}
              <Badge variant="light" tt="none">
                {words('inUseNow')}
              </Badge>
            </>
          }
          details={[
            otherRunner?.url ?? window.location.origin,
            info.data && `Heed ${info.data.version}`,
            info.data?.devices.join(' · '),
          ]}
          action={
            otherRunner && (
              <Button size="compact-sm" variant="default" onClick={() => switchRunner(undefined)}>
                {words('switchBack')}
              </Button>
            )
          }
        />
      </ul>
      {otherRunner && <VersionNote runner={otherRunner} />}
      {!otherRunner && (
        <div style={{ marginTop: 16 }}>{info.data && <SwitchForm known={info.data.otherRunners} />}</div>
      )}
    </>
  );
}
