import { useQuery } from '@tanstack/react-query';
import { trpc } from './client.ts';

export type Role = 'owner' | 'designer' | 'viewer' | 'labeler' | 'nobody';

/** Who is at this browser; undefined until the runner has said so. */
export function useMe(): { role: Role; name?: string; id?: string } | undefined {
  return useQuery(trpc.access.me.queryOptions(undefined, { staleTime: 60_000 })).data;
}

const mayDo: Record<'design' | 'own', readonly Role[]> = {
  design: ['owner', 'designer'],
  own: ['owner'],
};

/**
 * `const mayDesign = useMay('design')`: may this person change and run pipelines, or let others in? Until the runner
 * has said who it is, yes: most people here may, and buttons should not jump.
 */
export function useMay(what: keyof typeof mayDo): boolean {
  const me = useMe();
  return !me || mayDo[what].includes(me.role);
}
