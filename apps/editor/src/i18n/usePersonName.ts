import { useCommonWords } from './common.ts';

/** `personName(name)`: a person as the runner knows them; the names that it gives itself, in the reader's language. */
export function usePersonName(): (name: string) => string {
  const words = useCommonWords();
  return (name) => {
    if (name === 'owner') return words('role-owner');
    return name === 'command line' ? words('commandLine') : name;
  };
}
