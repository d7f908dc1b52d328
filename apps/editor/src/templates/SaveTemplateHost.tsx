import { lazy, Suspense, useEffect } from 'react';
import { showSaveTemplate, useSaveTemplateShown } from './saveDialog.ts';

const SaveTemplate = lazy(() => import('./SaveTemplate.tsx'));

/** Where the dialog that saves the open pipeline as a template appears once it is asked for. */
export function SaveTemplateHost({ graphId }: { graphId: string }) {
  const shown = useSaveTemplateShown();
  useEffect(() => () => showSaveTemplate(false), []);
  if (!shown) return null;
  return (
    <Suspense>
      <SaveTemplate graphId={graphId} onClose={() => showSaveTemplate(false)} />
    </Suspense>
  );
}
