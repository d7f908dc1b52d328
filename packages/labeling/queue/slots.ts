/** Who holds or gave an answer to a task. */
export interface SlotUse {
  /** Answers that stand and came in time. */
  answered: number;
  /** Other labelers who have the task before them now. */
  leased: number;
  /** Answers wanted. */
  overlap: number;
}

/** Is there room for one more labeler? */
export function hasFreeSlot({ answered, leased, overlap }: SlotUse): boolean {
  return answered + leased < overlap;
}

/**
 * An answer is late when its lease was over and others have taken all slots, or when there are as many answers as
 * wanted, whatever clocks say; it is kept, and counts for nothing.
 */
export function isLate(isLeaseOver: boolean, use: SlotUse): boolean {
  return use.answered >= use.overlap || (isLeaseOver && !hasFreeSlot(use));
}
