/** A shape's place, from 0 to 1 to the right and down, its turn in radians, and how large it is. */
export interface Pose {
  x: number;
  y: number;
  turn: number;
  size: number;
}

/** Where a shape is after a share of the film, from 0 to 1. */
type Motion = (share: number) => Pose;

/** A ball's height over the ground while it jumps, from 0 to 1. */
const jump = (share: number) => Math.abs(Math.sin(3 * Math.PI * share)) * (1 - 0.5 * share);

/** What can be filmed, by name, with how it is drawn. */
export const motions = {
  ball: {
    shape: 'disc',
    color: '#d9413a',
    at: (share) => ({ x: 0.1 + 0.8 * share, y: 0.8 - 0.55 * jump(share), turn: 0, size: 0.11 }),
  },
  balloon: {
    shape: 'balloon',
    color: '#7b4fc9',
    at: (share) => ({ x: 0.5 + 0.08 * Math.sin(6 * share), y: 0.85 - 0.65 * share, turn: 0, size: 0.13 }),
  },
  pendulum: {
    shape: 'pendulum',
    color: '#2c6fbb',
    at: (share) => ({ x: 0.5, y: 0.08, turn: 0.7 * Math.cos(4 * Math.PI * share), size: 0.62 }),
  },
  star: {
    shape: 'star',
    color: '#e0a800',
    at: (share) => ({ x: 0.5, y: 0.5, turn: 2 * Math.PI * share, size: 0.32 }),
  },
} satisfies Record<string, { shape: string; color: string; at: Motion }>;

export type MotionName = keyof typeof motions;

/** Pictures a second, and how many of them. */
export const FRAME_RATE = 25;
const FRAMES = 50;
/** A jerky film stands still for so many pictures at a time, and then is a little beside its way. */
const STUTTER = 6;
const ASIDE = 0.05;

/** The shape's pose in each picture: on its way, or in jerks. */
export function poses(name: MotionName, isSmooth: boolean): Pose[] {
  const { at } = motions[name];
  return Array.from({ length: FRAMES }, (_, frame) => {
    const held = isSmooth ? frame : frame - (frame % STUTTER);
    const pose = at(held / (FRAMES - 1));
    if (isSmooth) return pose;
    const side = Math.floor(frame / STUTTER) % 2 === 0 ? ASIDE : -ASIDE;
    return { ...pose, x: pose.x + side, turn: pose.turn + 4 * side };
  });
}
