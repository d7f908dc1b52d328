import type { Services } from '../api/services.ts';
import { UserError } from '../errors.ts';
import type { Labeling } from '../labeling/labeling.ts';
import type { Access } from './access.ts';

/** Access as the API shows it; `url` is where the runner is reached once it serves. */
export function accessService(
  access: Access,
  labeling: Labeling,
  url: () => string | undefined,
): Services['access'] {
  return {
    invite({ run, node, again, ...limits }, by) {
      labeling.open({ run, node });
      const batch = { run, node, adjudicates: limits.adjudicates ?? false };
      const isOpen = again !== undefined && access.opens(again, batch);
      const token = isOpen ? again : access.createInvite({ role: 'labeler', ...batch, ...limits }, by).token;
      const page = limits.adjudicates ? 'adjudicate' : 'label';
      return { url: `${servedAt(url())}/${page}/${run}/${node}?token=${token}` };
    },
    createInvite(wanted, by) {
      const { run, node, adjudicates } = wanted;
      const page = adjudicates ? 'adjudicate' : 'label';
      if (run && node) labeling.open({ run, node });
      const path = wanted.role === 'labeler' ? `/${page}/${run}/${node}` : '/';
      const { id, token, expiresAt } = access.createInvite(wanted, by);
      return { id, url: `${servedAt(url())}${path}?token=${token}`, expiresAt };
    },
    createToken: (wanted, by) => access.createToken(wanted, by),
    list: () => access.list(),
    revoke: (id) => access.revoke(id),
    log: (query) => access.audit.page(query),
    record: (actor, action, target) => access.audit.record(actor, action, target),
    hasName: (session, labeler) => access.hasName(session, labeler),
    claimName: (session, labeler) => access.claimName(session, labeler),
  };
}

function servedAt(url: string | undefined): string {
  if (url) return url;
  throw new UserError('BAD_REQUEST', {
    en: 'Links lead to a served runner; start one with "heed serve".',
    zh: '链接需要正在提供服务的运行器；请先运行“heed serve”。',
  });
}
