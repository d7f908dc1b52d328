import type UPlot from 'uplot';

/** A value that matters, drawn across the chart, e.g. the limit of a stop rule. */
export interface ValueLine {
  value: number;
  label: string;
}

/** A step at which something happened, drawn from top to bottom. */
export interface StepMark {
  step: number;
  label: string;
}

export interface Annotations {
  lines: readonly ValueLine[];
  marks: readonly StepMark[];
}

/** What stands beside a chart in words, whether or not it is in view. */
export interface NotedAnnotations extends Annotations {
  notes: readonly string[];
}

const GAP = 4;

/** Draws limits and marks over a chart that has just been drawn; those out of view are left out. */
export function drawAnnotations(
  plot: UPlot,
  { lines, marks }: Annotations,
  color: string,
  font: string,
): void {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = scale;
  ctx.font = font.replace(/\d+px/, (size) => `${Number.parseInt(size, 10) * scale}px`);
  const stroke = (x1: number, y1: number, x2: number, y2: number) => {
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  };
  const { left, top, width, height } = bbox;
  ctx.setLineDash([5 * scale, 4 * scale]);
  for (const { value, label } of lines) {
    const y = plot.valToPos(value, 'y', true);
    if (!(y >= top && y <= top + height)) continue;
    stroke(left, y, left + width, y);
    ctx.textAlign = 'left';
    ctx.fillText(label, left + GAP * scale, y - GAP * scale);
  }
  ctx.setLineDash([]);
  for (const { step, label } of marks) {
    const x = plot.valToPos(step, 'x', true);
    if (!(x >= left && x <= left + width)) continue;
    stroke(x, top, x, top + height);
    const isRight = x > left + width / 2;
    ctx.textAlign = isRight ? 'right' : 'left';
    ctx.fillText(label, x + (isRight ? -GAP : GAP) * scale, top + 12 * scale);
  }
  ctx.restore();
}
