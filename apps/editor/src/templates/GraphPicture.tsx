import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import type { PortType } from '@heed/schema';
import { useMemo } from 'react';
import { useText } from '../i18n/language.ts';
import { portColor } from '../theme/PortGlyph.tsx';
import { drawGraph, type Sketch } from './graphDrawing.ts';
import { useTemplateWords } from './text.ts';

/** A small picture of a graph: boxes where its nodes stand, in the color of what they give, and wires between. */
export function GraphPicture({ name, graph }: { name: string; graph: Sketch }) {
  const words = useTemplateWords();
  const text = useText();
  const { viewBox, boxes, wires } = useMemo(() => drawGraph(graph, catalogue), [graph]);
  const kinds = graph.nodes.map(({ kind, label }) => {
    const title = catalogue.get(kind)?.title;
    return label === undefined ? (title ? text(title) : kind) : text(label);
  });
  return (
    <svg
      role="img"
      aria-label={words('picture', { name, kinds: kinds.join(', ') })}
      viewBox={viewBox}
      width="100%"
      height="100%"
    >
      {wires.map(({ path, type }) => (
        <path key={path} d={path} fill="none" stroke={colorOf(type)} strokeWidth={9} strokeLinecap="round" />
      ))}
      {boxes.map(({ id, type, ...box }) => (
        <g key={id}>
          <rect {...box} rx={26} fill="var(--heed-surface)" stroke="var(--heed-quiet)" strokeWidth={6} />
          <rect
            x={box.x + 26}
            y={box.y + 30}
            width={box.width * 0.5}
            height={18}
            rx={9}
            fill={colorOf(type)}
          />
        </g>
      ))}
    </svg>
  );
}

function colorOf(type: PortType | undefined): string {
  return type ? portColor(type) : 'var(--heed-quiet)';
}
