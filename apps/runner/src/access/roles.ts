/** Owners may do everything, designers all but let others in, viewers look only, labelers judge one batch. */
export const roles = ['owner', 'designer', 'viewer', 'labeler', 'nobody'] as const;
export type Role = (typeof roles)[number];

/** Roles that an invite or a token may give. */
export const givenRoles = ['owner', 'designer', 'viewer', 'labeler'] as const;
/** Roles of those who are not held to one batch. */
export const memberRoles = ['owner', 'designer', 'viewer'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** Who may call what declares a role. */
export const callers: Record<Role, readonly Role[]> = {
  owner: ['owner'],
  designer: ['owner', 'designer'],
  viewer: ['owner', 'designer', 'viewer'],
  labeler: ['owner', 'designer', 'labeler'],
  nobody: roles,
};

/** May somebody of a role call what declares another one? What declares nothing is for nobody at all. */
export function mayCall(role: Role, declared: Role | undefined): boolean {
  return declared !== undefined && callers[declared].includes(role);
}
