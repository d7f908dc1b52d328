import { z } from 'zod';

/** A set of answers as of one of its events: whoever reads it so reads the same, whatever was said since. */
export const labelRevisionSchema = z.object({
  set: z.string(),
  /** Sequence number of the last event that is in. */
  revision: z.int().min(0),
});
export type LabelRevision = z.infer<typeof labelRevisionSchema>;

/** What a table of human answers was made from, as its manifest says it: equal sources give equal bytes. */
export const labelSourceSchema = z.object({
  /** The set of answers; absent where judges answered in place of people. */
  set: z.string().optional(),
  /** Of judgements: the last event that is among them. What is made of judgements follows from these. */
  revision: z.int().min(0).optional(),
  /** What was asked, and what becomes of each kind of answer, by name. */
  policy: z.record(z.string(), z.union([z.string(), z.number()])),
  /** SHA-256 of the policy. */
  policyDigest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type LabelSource = z.infer<typeof labelSourceSchema>;
