import { useMakeContext } from '../../commands/commandContext.ts';
import { HistoryDrawer } from '../controls/HistoryButton.tsx';
import type { CanvasRunControl } from './useCanvasRun.ts';

/** The runs of the open pipeline; the one that is chosen shows on the canvas. */
export default function HistoryPanel({ control }: { control: CanvasRunControl }) {
  const { graphId } = useMakeContext()();
  return (
    <HistoryDrawer
      opened
      graph={graphId}
      current={control.run?.id}
      onClose={() => control.showHistory(false)}
      onShow={control.show}
    />
  );
}
