import type { QualityView } from './view.ts';

/** Saves the figures as a JSON file. */
export function saveFigures({ at, figures }: QualityView, node: string): void {
  const json = JSON.stringify(
    { format: 'heed/label-quality', version: 1, at: new Date(at).toISOString(), ...figures },
    null,
    2,
  );
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${node}-quality.json`;
  link.click();
  URL.revokeObjectURL(url);
}
