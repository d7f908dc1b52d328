import { useCommonWords } from './common.ts';

/** `personName(name)`: a person or place as the runner knows them; the names that it gives, in the reader's language. */
export function usePersonName(): (name: string) => string {
  const words = useCommonWords();
  return (name) => {
    if (name === 'owner') return words('role-owner');
    if (name === 'this machine') return words('thisMachine');
    return name === 'command line' ? words('commandLine') : name;
  };
}
