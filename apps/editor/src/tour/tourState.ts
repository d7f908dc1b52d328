import { create } from 'zustand';

const STORAGE_KEY = 'heed.tour';

interface TourState {
  /** The step that is shown; undefined while the tour is not on. */
  step?: number;
  /** Has this browser been shown around, or said no to it? */
  isKnown: boolean;
  show(step: number): void;
  end(): void;
}

function readKnown(): boolean {
  return localStorage.getItem(STORAGE_KEY) !== null;
}

/** Where the tour is; kept while pages change, so that it can begin on one page and go on on the canvas. */
export const useTour = create<TourState>()((set) => ({
  isKnown: readKnown(),
  show: (step) => set({ step }),
  end: () => {
    localStorage.setItem(STORAGE_KEY, 'seen');
    set({ step: undefined, isKnown: true });
  },
}));
