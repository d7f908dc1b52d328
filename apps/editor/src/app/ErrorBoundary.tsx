import { Alert, Button, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useCommonWords } from '../i18n/common.ts';

function Crashed({ error }: { error: Error }) {
  const words = useCommonWords();
  return (
    <Alert color="red" title={words('pageCrashed')} m="lg" role="alert">
      <Stack align="flex-start" gap="sm">
        <Text size="sm" ff="monospace">
          {error.message}
        </Text>
        <Button size="xs" onClick={() => window.location.reload()}>
          {words('reload')}
        </Button>
      </Stack>
    </Alert>
  );
}

/** Catches what a page throws while drawing, so that the user reads a sentence and not a blank page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error ? <Crashed error={this.state.error} /> : this.props.children;
  }
}
