/** A step of the curves of one node of a run. */
export interface RolloutsPlace {
  run: string;
  node: string;
  step: number;
}

/** The part of the address that opens the rollouts: `?rollouts=run.node.step`, on any page. */
const ROLLOUTS_PARAMETER = 'rollouts';

/** Reads what the address asks for; undefined where it asks for nothing or makes no sense. */
export function readPlace(search: URLSearchParams): RolloutsPlace | undefined {
  const [run, node, step, ...more] = (search.get(ROLLOUTS_PARAMETER) ?? '').split('.');
  const number = Number(step);
  return run && node && step && more.length === 0 && Number.isSafeInteger(number) && number >= 0
    ? { run, node, step: number }
    : undefined;
}

/** The same address with the rollouts opened at a place, or closed. */
export function withPlace(search: URLSearchParams, place: RolloutsPlace | undefined): URLSearchParams {
  const after = new URLSearchParams(search);
  if (place) after.set(ROLLOUTS_PARAMETER, `${place.run}.${place.node}.${place.step}`);
  else after.delete(ROLLOUTS_PARAMETER);
  return after;
}
