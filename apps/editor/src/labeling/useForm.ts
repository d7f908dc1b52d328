import { useQuery } from '@tanstack/react-query';
import { loadForm } from './forms/form.ts';

/** The form of a batch, once its name is known. */
export function useForm(name: string | undefined) {
  return useQuery({
    queryKey: ['labeling form', name],
    queryFn: () => loadForm(name ?? ''),
    enabled: name !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  });
}
