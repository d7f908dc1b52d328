import { createTheme, MantineThemeProvider } from '@mantine/core';
import { createContext, type ReactNode, useContext } from 'react';
import { useGraphStore } from '../canvas/store/useGraphStore.ts';

const readOnly = { defaultProps: { readOnly: true } };
const disabled = { defaultProps: { disabled: true } };

/** Fields that can be read, reached and copied from, and not changed; those that know no such state are switched off. */
const lookTheme = createTheme({
  components: {
    TextInput: readOnly,
    Textarea: readOnly,
    NumberInput: readOnly,
    Select: readOnly,
    NativeSelect: disabled,
    Switch: disabled,
    Slider: disabled,
  },
});

const MayEditContext = createContext(true);

/** May the fields here be changed? */
export function useMayEdit(): boolean {
  return useContext(MayEditContext);
}

/** Stands around the fields of the pipeline: for who may only look, they are read-only. */
export function Fields({ children }: { children: ReactNode }) {
  const mayEdit = useGraphStore((state) => state.mayEdit);
  if (mayEdit) return children;
  return (
    <MayEditContext value={false}>
      <MantineThemeProvider theme={lookTheme}>{children}</MantineThemeProvider>
    </MayEditContext>
  );
}
