import { goToNode } from '../../canvas/goCommands.ts';
import { useCatalogue, useGraph } from '../../canvas/store/useGraphStore.ts';
import { useMakeContext } from '../../commands/commandContext.ts';
import { useText } from '../../i18n/language.ts';
import { useControlWords } from '../controls/words.ts';
import { PreflightDialog } from '../preflight/PreflightDialog.tsx';
import type { CanvasRunControl, PlannedRun } from './useCanvasRun.ts';

/** What the planned run would take, with the names that the nodes have on the canvas. */
export default function PlanDialog({ control, planned }: { control: CanvasRunControl; planned: PlannedRun }) {
  const words = useControlWords();
  const text = useText();
  const graph = useGraph();
  const makeContext = useMakeContext();
  const catalogue = useCatalogue();
  const { ahead, wish } = planned;
  const nameOf = (id: string) => {
    const node = graph.nodes.find((one) => one.id === id);
    const title = node && catalogue.get(node.kind)?.title;
    return node?.label ?? (title ? text(title) : id);
  };
  const part = [
    wish.from !== undefined && words('partFrom', { node: nameOf(wish.from) }),
    wish.to !== undefined && words('partTo', { node: nameOf(wish.to) }),
  ];
  return (
    <PreflightDialog
      ahead={ahead}
      part={part.filter(Boolean).join(' · ')}
      nameOf={nameOf}
      starting={control.starting}
      onShow={(node) => {
        control.forgetPlan();
        goToNode(makeContext(), node);
      }}
      onStart={() => void control.start(wish)}
      onClose={control.forgetPlan}
    />
  );
}
