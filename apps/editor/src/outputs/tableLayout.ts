import type { Column } from './view.ts';

/** Which columns of a kind of table are shown, in which order and how wide, by name. */
export interface TableLayout {
  order: string[];
  hidden: string[];
  /** Pixels of the columns that somebody made narrower or wider. */
  widths: Readonly<Record<string, number>>;
}

/** Pixels between which a column can be made narrower and wider. */
export const [NARROWEST, BROADEST] = [64, 1200];

const STORAGE_PREFIX = 'heed.columns.';
export const plainLayout: TableLayout = { order: [], hidden: [], widths: {} };

/** The layout that this browser keeps for a kind of table. */
export function readLayout(kind: string): TableLayout {
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_PREFIX + kind) ?? '{}') as Partial<TableLayout>;
    const names = (value: unknown) =>
      Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
    const widths = Object.entries(kept.widths ?? {}).filter(([, width]) => Number.isFinite(width));
    return { order: names(kept.order), hidden: names(kept.hidden), widths: Object.fromEntries(widths) };
  } catch {
    return plainLayout;
  }
}

export function keepLayout(kind: string, layout: TableLayout): void {
  localStorage.setItem(STORAGE_PREFIX + kind, JSON.stringify(layout));
}

/** All columns in the order of the layout; those that it does not know stay where they are among each other, at the end. */
export function inLayoutOrder<One extends Pick<Column, 'name'>>(
  columns: readonly One[],
  { order }: TableLayout,
): One[] {
  const place = ({ name }: One) => {
    const index = order.indexOf(name);
    return index < 0 ? order.length : index;
  };
  return columns.toSorted((a, b) => place(a) - place(b));
}

/** The columns that are shown; all of them rather than none. */
export function shownColumns<One extends Pick<Column, 'name'>>(
  columns: readonly One[],
  layout: TableLayout,
): One[] {
  const ordered = inLayoutOrder(columns, layout);
  const shown = ordered.filter(({ name }) => !layout.hidden.includes(name));
  return shown.length > 0 ? shown : ordered;
}

/** The layout with a column shown or hidden. */
export function toggleColumn(layout: TableLayout, name: string): TableLayout {
  const isHidden = layout.hidden.includes(name);
  return {
    ...layout,
    hidden: isHidden ? layout.hidden.filter((one) => one !== name) : [...layout.hidden, name],
  };
}

/** The layout with a column of so many pixels, or one that follows what it holds again. */
export function resizeColumn(layout: TableLayout, name: string, width: number | undefined): TableLayout {
  const { [name]: _, ...others } = layout.widths;
  if (width === undefined) return { ...layout, widths: others };
  const bounded = Math.round(Math.min(BROADEST, Math.max(NARROWEST, width)));
  return { ...layout, widths: { ...others, [name]: bounded } };
}

/** The layout with a column moved by one place to the start or to the end. */
export function moveColumn(
  layout: TableLayout,
  columns: readonly Pick<Column, 'name'>[],
  name: string,
  by: -1 | 1,
): TableLayout {
  const order = inLayoutOrder(columns, layout).map((column) => column.name);
  const from = order.indexOf(name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return layout;
  order.splice(to, 0, ...order.splice(from, 1));
  return { ...layout, order };
}
