/**
 * Optimizer epsilon of the kinds that tune by reward, larger than elsewhere as their gradients are small and noisy
 * (Huang et al. 2022).
 */
export const POLICY_EPSILON = 1e-5;
