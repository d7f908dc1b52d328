import { text } from '@heed/schema';
import type { Command, CommandContext } from '../commands/command.ts';
import { focusThing } from './focus.ts';

/** The parts of the page in the order in which F6 goes through them. */
const regions = ['header', '[data-tour="palette"]', '.react-flow', '[data-inspector]', '[data-tour="dock"]'];
/** What a region begins with; on the canvas that is what is selected. */
const beginnings = [
  '.react-flow__node.selected, .react-flow__edge.selected',
  'button:not(:disabled, [tabindex="-1"]), a[href], input, select, textarea, [tabindex="0"]',
];
/** Pixels that the view moves at one key press. */
const PAN_STEP = 96;

/** Gives the focus to the next part of the page that is there, or the one before. */
function goToRegion(by: 1 | -1): void {
  const found = regions.flatMap((region) => document.querySelector<HTMLElement>(region) ?? []);
  const here = found.findIndex((region) => region.contains(document.activeElement));
  for (let step = 1; step <= found.length; step++) {
    const region = found[(here + by * step + found.length * 2) % found.length];
    const target = beginnings.flatMap((one) => {
      const shown = [...(region?.querySelectorAll<HTMLElement>(one) ?? [])];
      return shown.find((element) => element.checkVisibility()) ?? [];
    })[0];
    if (!target) continue;
    target.focus();
    return;
  }
}

/** Selects a node and gives it the focus, in view. */
export function goToNode({ store, flow }: CommandContext, id: string): void {
  store.getState().select({ items: new Set([id]), wires: new Set() });
  void flow.fitView({ nodes: [{ id }], duration: 120, maxZoom: flow.getZoom(), minZoom: flow.getZoom() });
  focusThing(id);
}

/** The node at the other end of the first wire that leads on, or back. */
function neighbor({ store, items }: CommandContext, way: 'on' | 'back'): string | undefined {
  const [id] = items;
  const { edges } = store.getState().history.present;
  const wire = edges.find(({ from, to }) => (way === 'on' ? from.node : to.node) === id);
  return way === 'on' ? wire?.to.node : wire?.from.node;
}

function along(way: 'on' | 'back', rest: Pick<Command, 'id' | 'title' | 'keys' | 'order'>): Command {
  return {
    ...rest,
    where: ['global'],
    reach: 'canvas',
    when: (context) => neighbor(context, way) !== undefined,
    run: (context) => {
      const node = neighbor(context, way);
      if (node) goToNode(context, node);
    },
  };
}

function pan(name: string, title: Command['title'], order: number, x: number, y: number): Command {
  return {
    ...{ id: `canvas.pan${name}`, title, order },
    where: ['global'],
    keys: [`Mod+Arrow${name}`],
    reach: 'canvas',
    run: ({ flow }) => {
      const view = flow.getViewport();
      void flow.setViewport({ ...view, x: view.x - x * PAN_STEP, y: view.y - y * PAN_STEP });
    },
  };
}

/** How the keyboard gets from one thing to another. */
export const goCommands: Command[] = [
  pan('Left', text('View further left', '视图左移'), 314, -1, 0),
  pan('Right', text('View further right', '视图右移'), 315, 1, 0),
  pan('Up', text('View further up', '视图上移'), 316, 0, -1),
  pan('Down', text('View further down', '视图下移'), 317, 0, 1),
  {
    id: 'canvas.nextRegion',
    title: text('To the next part of the page', '转到页面的下一区域'),
    where: ['global'],
    order: 320,
    keys: ['F6'],
    reach: 'everywhere',
    run: () => goToRegion(1),
  },
  {
    id: 'canvas.previousRegion',
    title: text('To the part of the page before', '转到页面的上一区域'),
    where: ['global'],
    order: 321,
    keys: ['Shift+F6'],
    reach: 'everywhere',
    run: () => goToRegion(-1),
  },
  along('on', {
    id: 'canvas.alongWire',
    title: text('Along the wire to the next node', '沿连线到下一个节点'),
    keys: ['N'],
    order: 322,
  }),
  along('back', {
    id: 'canvas.backAlongWire',
    title: text('Back along the wire', '沿连线返回上一个节点'),
    keys: ['P'],
    order: 323,
  }),
];
