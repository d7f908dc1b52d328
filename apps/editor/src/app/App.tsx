import '../theme/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { queryClient } from '../api/client.ts';
import { RolloutsHost } from '../rollouts/RolloutsHost.tsx';
import { cssVariables } from '../theme/theme.ts';
import { useTheme } from '../theme/useTheme.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Routes } from './Routes.tsx';
import { Toasts } from './Toasts.tsx';

/** The whole editor with its providers. */
export function App() {
  return (
    <MantineProvider theme={useTheme()} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Toasts />
        <ErrorBoundary>
          <Routes />
          <RolloutsHost />
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}
