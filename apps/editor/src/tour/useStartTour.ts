import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { currentLanguage } from '../i18n/language.ts';
import { useTour } from './tourState.ts';

/** A pipeline to look at: the newest one, else one made from the first template. */
async function somePipeline(): Promise<string> {
  const [newest] = await api.graphs.list.query();
  if (newest) return newest.id;
  const [template] = await api.templates.list.query();
  const graph =
    template && (await api.templates.get.query({ id: template.id, language: currentLanguage() })).graph;
  if (!graph) throw new Error('There is neither a pipeline nor a template to show around in.');
  return (await api.graphs.create.mutate({ graph })).id;
}

/** Begins the tour; from another page than the canvas it goes to a pipeline first. */
export function useStartTour(): () => Promise<void> {
  const [location, navigate] = useLocation();
  const showError = useShowError();
  const show = useTour((tour) => tour.show);
  return async () => {
    try {
      if (!location.startsWith('/graphs/')) navigate(`/graphs/${await somePipeline()}`);
      show(0);
    } catch (error) {
      showError(error);
    }
  };
}
