import { Badge, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createApi, trpc } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { LocalizedError } from '../api/LocalizedError.ts';
import { otherRunner, switchRunner } from '../api/runner.ts';
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

/** Comes in with the token and asks for the machine's name; only then the tab is switched. */
async function enter({ address, token }: { address: string; token: string }): Promise<void> {
  const url = originOf(address.trim());
  const remote = createApi({ url, token, name: url });
  const { name } = await remote.system.info.query();
  switchRunner({ url, token, name });
}

function SwitchForm({ known }: { known: readonly string[] }) {
  const words = useSettingsWords();
  const sentence = useErrorSentence();
  const [address, setAddress] = useState(known[0] ?? '');
  const [token, setToken] = useState('');
  const change = useMutation({ mutationFn: enter });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ address, token: token.trim() });
  };
  return (
    <form className={classes.card} onSubmit={submit} aria-label={words('switchTo')}>
      <div className={classes.form}>
        <TextInput
          label={words('address')}
          placeholder="https://gpu-box:4333"
          list="heed-known-runners"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
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
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!address.trim() || !token.trim()} loading={change.isPending}>
          {words('switch')}
        </Button>
      </div>
      {change.error && (
        <p role="alert" style={{ color: 'var(--heed-bad)' }}>
          {sentence(change.error)}
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
          details={[otherRunner?.url ?? window.location.origin, info.data?.devices.join(' · ')]}
          action={
            otherRunner && (
              <Button size="compact-sm" variant="default" onClick={() => switchRunner(undefined)}>
                {words('switchBack')}
              </Button>
            )
          }
        />
      </ul>
      {!otherRunner && (
        <div style={{ marginTop: 16 }}>{info.data && <SwitchForm known={info.data.otherRunners} />}</div>
      )}
    </>
  );
}
