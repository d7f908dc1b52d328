import { type Graph, GraphError } from '@heed/schema';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { api, isRefusal } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import type { PipelineCheck } from '../templates/view.ts';
import { readGraphFile } from './files.ts';
import { type ImportFailure, ImportProblems } from './ImportProblems.tsx';
import { useCreateGraph } from './useCreateGraph.ts';

const ImportCheck = lazy(() => import('../templates/ImportCheck.tsx'));

interface Found {
  file: string;
  graph: Graph;
  check: PipelineCheck;
}

/**
 * Opens a pipeline file as a new pipeline: at once where everything that it needs is here, else after a dialog that
 * says what is missing. `dialogs` is where failures and that dialog are shown.
 */
export function useImport(): { open: (file: File) => void; dialogs: ReactNode } {
  const create = useCreateGraph();
  const showError = useShowError();
  const [failure, setFailure] = useState<ImportFailure>();
  const [found, setFound] = useState<Found>();
  const read = async (file: File) => {
    setFailure(undefined);
    try {
      const graph = await readGraphFile(file);
      const check = await checkOf(graph);
      const isComplete = check.missing.length + check.problems.length === 0;
      if (isComplete) await create(graph);
      else setFound({ file: file.name, graph, check });
    } catch (error) {
      if (error instanceof GraphError) setFailure({ file: file.name, problems: error.problems });
      else showError(error);
    }
  };
  return {
    open: (file) => void read(file),
    dialogs: (
      <>
        {failure && <ImportProblems failure={failure} onClose={() => setFailure(undefined)} />}
        {found && (
          <Suspense>
            <ImportCheck
              {...found}
              onOpen={(graph) => {
                setFound(undefined);
                void create(graph);
              }}
              onClose={() => setFound(undefined)}
            />
          </Suspense>
        )}
      </>
    ),
  };
}

/** What the runner says of it; a runner that refuses to say leaves it to the canvas. */
async function checkOf(graph: Graph): Promise<PipelineCheck> {
  try {
    return await api.templates.check.mutate({ graph });
  } catch (error) {
    if (isRefusal(error)) return { problems: [], missing: [] };
    throw error;
  }
}
