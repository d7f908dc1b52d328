import { Select } from '@mantine/core';
import { useSettingsWords } from './words.ts';

export type MemberRole = 'owner' | 'designer' | 'viewer';

const roles: readonly MemberRole[] = ['viewer', 'designer', 'owner'];

/** Chooses what somebody may do. */
export function RoleSelect({ value, onChange }: { value: MemberRole; onChange(role: MemberRole): void }) {
  const words = useSettingsWords();
  return (
    <Select
      label={words('role')}
      w={128}
      allowDeselect={false}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen as MemberRole)}
      data={roles.map((role) => ({ value: role, label: words(role) }))}
    />
  );
}
