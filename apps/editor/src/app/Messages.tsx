import { Alert, Anchor, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useErrorSentence } from '../api/errors.ts';
import { useCommonWords } from '../i18n/common.ts';

/** Fills its place while a page or an answer is on its way. */
export function Loading() {
  const words = useCommonWords();
  return (
    <Center mih={160} h="100%" role="status">
      <Stack align="center" gap="xs">
        <Loader size="sm" />
        <Text c="dimmed" size="sm">
          {words('loading')}
        </Text>
      </Stack>
    </Center>
  );
}

/** A failed request in place of what it should have brought, with a way to ask again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useCommonWords();
  const sentence = useErrorSentence();
  return (
    <Alert color="red" title={words('failed')} m="md" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{sentence(error)}</Text>
        {onRetry && (
          <Button size="xs" variant="light" onClick={onRetry}>
            {words('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Shown at an address that no page has. */
export function NotFound() {
  const words = useCommonWords();
  return (
    <Center h="100%">
      <Stack align="center">
        <Text>{words('pageUnknown')}</Text>
        <Anchor component={Link} href="/">
          {words('graphs')}
        </Anchor>
      </Stack>
    </Center>
  );
}
