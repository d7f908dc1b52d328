/** Groups from best to worst; those of one group are equally good. */
export type Groups = readonly (readonly string[])[];

/** Where an answer stands, counted from 0; -1 where it has no place yet. */
export function placeOf(groups: Groups, id: string): number {
  return groups.findIndex((group) => group.includes(id));
}

/** Without this answer. */
export function takeOut(groups: Groups, id: string): Groups {
  return groups.map((group) => group.filter((one) => one !== id)).filter(({ length }) => length > 0);
}

/** With this answer alone at a place; at the end where there is none such. */
export function putAt(groups: Groups, id: string, place: number): Groups {
  const others = takeOut(groups, id);
  return others.toSpliced(Math.max(0, Math.min(place, others.length)), 0, [id]);
}

/** Last, where it has no place yet. */
export function place(groups: Groups, id: string): Groups {
  return placeOf(groups, id) < 0 ? [...groups, [id]] : groups;
}

/** One place better or worse; an answer that has equals first parts from them. */
export function move(groups: Groups, id: string, by: -1 | 1): Groups {
  const now = placeOf(groups, id);
  if (now < 0) return groups;
  const hasEquals = (groups[now]?.length ?? 0) > 1;
  if (hasEquals) return putAt(groups, id, by < 0 ? now : now + 1);
  return putAt(groups, id, now + by);
}

/** As good as the one above it; parted from its equals where it has some. */
export function tie(groups: Groups, id: string): Groups {
  const now = placeOf(groups, id);
  if ((groups[now]?.length ?? 0) > 1) return putAt(groups, id, now + 1);
  if (now < 1) return groups;
  return takeOut(groups, id).map((group, at) => (at === now - 1 ? [...group, id] : group));
}
