import type { NodeSpec } from '@heed/schema';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useFormats } from '../../i18n/format.ts';
import { useText } from '../../i18n/language.ts';
import { sparklinePath } from '../sparklinePath.ts';
import classes from './Face.module.css';
import { type Curve, isWorking, liveCurves, type NodeRunState, shownResults, thinned } from './runState.ts';
import { StateBadge } from './StateBadge.tsx';

const CURVE_WIDTH = 228;
const CURVE_HEIGHT = 44;
/** More points than this would blot out each other at this size. */
const CURVE_POINTS = 48;
const MARK_SIZE = 30;

function FarCurve({ curve }: { curve: Curve }) {
  const { line } = sparklinePath(thinned(curve, CURVE_POINTS), CURVE_WIDTH, CURVE_HEIGHT);
  return (
    <svg width={CURVE_WIDTH} height={CURVE_HEIGHT} aria-hidden="true">
      <path d={line} className={classes.farCurve} />
    </svg>
  );
}

/** How far a node is, in as few letters as there are. */
function useFarFigure(spec: NodeSpec | undefined, run: NodeRunState | undefined): string {
  const text = useText();
  const { percent, figure } = useFormats();
  if (!run) return '';
  if (run.state === 'waiting_human' && run.labeling) return `${run.labeling.done} / ${run.labeling.total}`;
  if (run.state === 'running') return percent(run.fraction);
  const [result] = spec ? shownResults(spec, run) : [];
  return result ? `${figure(result.value, result.metric.format)} ${text(result.metric.title)}` : '';
}

interface FarFaceProps {
  title: string;
  spec: NodeSpec | undefined;
  run: NodeRunState | undefined;
  problem: boolean;
}

/** What can be read of a node from far away: its name, its state with one figure, its first live curve. */
export function FarFace({ title, spec, run, problem }: FarFaceProps) {
  const [live] = spec && run ? liveCurves(spec, run) : [];
  const figure = useFarFigure(spec, run);
  return (
    <div className={classes.far}>
      <div className={classes.farTitle} data-short={live ? true : undefined}>
        {title}
      </div>
      {live && <FarCurve curve={live.curve} />}
      {run ? (
        <div className={classes.farState}>
          <StateBadge state={run.state} size={MARK_SIZE} />
          <span>{figure}</span>
        </div>
      ) : (
        problem && (
          <span className={classes.badge} data-tone="warn">
            <IconAlertTriangle size={MARK_SIZE} aria-hidden="true" />
          </span>
        )
      )}
      {run && isWorking(run) && (
        <div className={classes.farBar} style={{ width: `${Math.max(2, run.fraction * 100)}%` }} />
      )}
    </div>
  );
}
