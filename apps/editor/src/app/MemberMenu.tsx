import { ActionIcon, Menu } from '@mantine/core';
import { IconHelp, IconLogout, IconServer, IconSettings, IconUserCircle } from '@tabler/icons-react';
import { Link } from 'wouter';
import { api } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useMe } from '../api/me.ts';
import { otherRunner } from '../api/runner.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useStartTour } from '../tour/useStartTour.ts';

/** Who is here, and what is reached from everywhere but needed seldom. */
export default function MemberMenu() {
  const words = useCommonWords();
  const me = useMe();
  const startTour = useStartTour();
  const signOut = useSignOut();
  if (!me || me.role === 'labeler' || me.role === 'nobody') return null;
  const role = words(`role-${me.role}`);
  const name = me.name && me.name !== me.role ? words('signedInAs', { name: me.name, role }) : role;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color={otherRunner ? 'yellow' : 'gray'}
          aria-label={words('account')}
          title={words('account')}
        >
          {otherRunner ? <IconServer size={18} /> : <IconUserCircle size={18} />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        {otherRunner && <Menu.Label>{words('otherRunner', { name: otherRunner.name })}</Menu.Label>}
        <Menu.Item component={Link} href="/settings" leftSection={<IconSettings size={16} />}>
          {words('settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconHelp size={16} />} onClick={() => void startTour()}>
          {words('tour')}
        </Menu.Item>
        {!otherRunner && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
              {words('signOut')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut(): () => Promise<void> {
  const showError = useShowError();
  return async () => {
    try {
      await api.access.signOut.mutate();
      window.location.assign('/');
    } catch (error) {
      showError(error);
    }
  };
}
