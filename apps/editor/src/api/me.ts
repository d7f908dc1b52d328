import { useQuery } from '@tanstack/react-query';
import { trpc } from './client.ts';

export type Role = 'owner' | 'designer' | 'viewer' | 'labeler' | 'nobody';

type Me = { role: Role; name?: string; id?: string; batch?: { run: string; node: string } };

/** Who was at this browser last: buttons stand at once as they stood then, until the runner has answered. */
const KEY = 'heed.role';
const roles: readonly Role[] = ['owner', 'designer', 'viewer', 'labeler', 'nobody'];

function lastRole(): Role | undefined {
  const kept = localStorage.getItem(KEY);
  return roles.find((role) => role === kept);
}

/** Who is at this browser; undefined until the runner has said so. */
export function useMe(): Me | undefined {
  const { data } = useQuery(trpc.access.me.queryOptions(undefined, { staleTime: 60_000 }));
  if (data && data.role !== lastRole()) localStorage.setItem(KEY, data.role);
  return data;
}

const mayDo: Record<'design' | 'own', readonly Role[]> = {
  design: ['owner', 'designer'],
  own: ['owner'],
};

/**
 * `const mayDesign = useMay('design')`: may this person change and run pipelines, or let others in? Until the runner has
 * said who it is, what the role here was last time; nobody is shown a button that is not theirs.
 */
export function useMay(what: keyof typeof mayDo): boolean {
  const role = useMe()?.role ?? lastRole();
  return role !== undefined && mayDo[what].includes(role);
}

/** False for a moment at a browser that was never here: until the runner has said what this person may do. */
export function useIsRoleKnown(): boolean {
  return (useMe()?.role ?? lastRole()) !== undefined;
}
