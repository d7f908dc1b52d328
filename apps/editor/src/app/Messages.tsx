import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { refusalCode } from '../api/client.ts';
import { useErrorSentence } from '../api/errors.ts';
import { useCommonWords } from '../i18n/common.ts';
import classes from './Page.module.css';

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

interface FailureProps {
  error: unknown;
  onRetry?: () => void;
  /** Keep off the edges, where the place itself does not. */
  inset?: boolean;
}

/** A failed request in place of what it should have brought, with a way to ask again. */
export function Failure({ error, onRetry, inset }: FailureProps) {
  const words = useCommonWords();
  const sentence = useErrorSentence();
  const isOut = refusalCode(error) === 'UNAUTHORIZED';
  return (
    <Alert
      color={isOut ? 'yellow' : 'red'}
      title={words(isOut ? 'signedOut' : 'failed')}
      my="md"
      mx={inset ? 'md' : 0}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{sentence(error)}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {words('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** A failure that is all there is on a page. */
export function PageFailure(props: FailureProps) {
  return (
    <div className={classes.message}>
      <Failure {...props} />
    </div>
  );
}
