import { Button, Group, Text } from '@mantine/core';
import { hideToast, showToast } from './showToast.ts';

/** Long enough to read it, to be startled, and to reach the button. */
const SHOWN_MS = 12_000;

/** Says what was done, with a button that takes it back; nobody is asked before. */
export function offerWayBack(done: string, label: string, goBack: () => void): void {
  const toast = showToast({
    autoClose: SHOWN_MS,
    message: (
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {done}
        </Text>
        <Button
          size="compact-sm"
          variant="light"
          flex="none"
          onClick={() => {
            hideToast(toast);
            goBack();
          }}
        >
          {label}
        </Button>
      </Group>
    ),
  });
}
