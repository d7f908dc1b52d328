import type { MemberRole } from './roles.ts';

/** Who is calling; `id` is that of the session or token, `name` how it is shown. */
export type Session =
  | { role: MemberRole; id: string; name: string }
  | { role: 'labeler'; id: string; name: string; run: string; node: string; adjudicates: boolean }
  | { role: 'nobody' };
