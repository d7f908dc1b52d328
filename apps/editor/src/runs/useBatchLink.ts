import { useMutation } from '@tanstack/react-query';
import { queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';

interface Batch {
  run: string;
  node: string;
  /** For the one who decides disagreements. */
  adjudicates?: boolean;
}

/** Links into batches by their places, as long as this page lives: asked for again, a link stays the same. */
const made = new Map<string, string>();

/**
 * A link into a batch; `ask()` gives its whole address. It is made once, and again only after it has ended. A failure is
 * shown, and the promise rejects.
 */
export function useBatchLink({ run, node, adjudicates }: Batch) {
  const showError = useShowError();
  const key = `${run}.${node}.${adjudicates ?? false}`;
  const invite = useMutation(
    trpc.access.invite.mutationOptions({
      onError: showError,
      onSettled: () => queryClient.invalidateQueries(trpc.access.pathFilter()),
    }),
  );
  const ask = async (): Promise<string> => {
    const again = made.get(key);
    const { url } = await invite.mutateAsync({ run, node, adjudicates, again });
    const link = new URL(url, window.location.href);
    made.set(key, link.searchParams.get('token') ?? '');
    return link.href;
  };
  const link = invite.data && new URL(invite.data.url, window.location.href).href;
  return { ask, link, isPending: invite.isPending };
}
