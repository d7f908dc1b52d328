import { useSearchParams } from 'wouter';

/** A part of the address that remembers how the comparison is looked at, so that a link shows the same. */
export function useParameter(name: string): [value: string | undefined, set: (value?: string) => void] {
  const [search, setSearch] = useSearchParams();
  const set = (value?: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  return [search.get(name) ?? undefined, set];
}
