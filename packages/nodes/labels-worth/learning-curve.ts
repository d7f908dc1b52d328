/** Accuracy a = c − d·n^−e of what was learned from n prompts. */
export interface LearningCurve {
  limit: number;
  drop: number;
  exponent: number;
}

/** Exponents tried: between "every prompt counts for little" and "soon nothing is left to learn". */
const EXPONENTS = Array.from({ length: 30 }, (_, index) => 0.05 * (index + 1));

/** The curve through points, by least squares; it never falls and never passes 1. */
export function fitCurve(points: readonly { prompts: number; accuracy: number }[]): LearningCurve {
  const fits = EXPONENTS.map((exponent) => {
    const curve = {
      ...fitLine(points.map(({ prompts, accuracy }) => [prompts ** -exponent, accuracy])),
      exponent,
    };
    const error = points.reduce(
      (sum, { prompts, accuracy }) => sum + (at(curve, prompts) - accuracy) ** 2,
      0,
    );
    return { curve, error };
  });
  return fits.reduce((best, one) => (one.error < best.error ? one : best)).curve;
}

/** What a curve says of so many prompts. */
export function at({ limit, drop, exponent }: LearningCurve, prompts: number): number {
  return limit - drop * prompts ** -exponent;
}

/** a = limit − drop·x with drop ≥ 0 and limit ≤ 1. */
function fitLine(points: readonly (readonly [number, number])[]): { limit: number; drop: number } {
  const mean = (place: 0 | 1) => points.reduce((sum, point) => sum + point[place], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  const slope = spread > 0 ? points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / spread : 0;
  const drop = Math.max(0, -slope);
  const limit = y + drop * x;
  if (limit <= 1) return { limit, drop };
  const square = points.reduce((sum, [a]) => sum + a * a, 0);
  return { limit: 1, drop: Math.max(0, points.reduce((sum, [a, b]) => sum + a * (1 - b), 0) / square) };
}
