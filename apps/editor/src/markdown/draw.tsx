import { createElement, Fragment, type ReactNode } from 'react';
import { type MarkdownNode, type MarkdownRoot, safeAddress } from './read.ts';

/** Draws a tree of Markdown. `top` is the level of its highest headings, whatever their level in the text. */
export function drawMarkdown(root: MarkdownRoot, top: number): ReactNode {
  const labels = new Map(
    root.children.flatMap((node) =>
      node.type === 'definition' ? [[node.identifier, node.url] as const] : [],
    ),
  );
  const depths = root.children.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
  const lift = top - Math.min(...depths);
  const level = (depth: number) => Math.min(6, Math.max(top, depth + lift));
  return all(root.children, { level, labels });
}

interface Surroundings {
  /** The level on the page of a heading of some depth in the text. */
  level(depth: number): number;
  /** Addresses by the names that references use. */
  labels: ReadonlyMap<string, string>;
}

function all(nodes: readonly MarkdownNode[], around: Surroundings): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no names, and it is drawn anew when it changes
  return nodes.map((node, index) => <Fragment key={index}>{draw(node, around)}</Fragment>);
}

function draw(node: MarkdownNode, around: Surroundings): ReactNode {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'paragraph':
      return <p>{all(node.children, around)}</p>;
    case 'heading':
      return createElement(`h${around.level(node.depth)}`, {}, all(node.children, around));
    case 'emphasis':
      return <em>{all(node.children, around)}</em>;
    case 'strong':
      return <strong>{all(node.children, around)}</strong>;
    case 'delete':
      return <del>{all(node.children, around)}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are reached by the arrow keys
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{all(node.children, around)}</blockquote>;
    case 'list':
      return node.ordered ? (
        <ol start={node.start ?? 1}>{all(node.children, around)}</ol>
      ) : (
        <ul>{all(node.children, around)}</ul>
      );
    case 'listItem':
      return (
        <li>
          {typeof node.checked === 'boolean' && (node.checked ? '☑ ' : '☐ ')}
          {node.children.map((child, index) =>
            // a list whose points are single lines is drawn without room between them
            child.type === 'paragraph' && !node.spread ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Fragment key={index}>{all(child.children, around)}</Fragment>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Fragment key={index}>{draw(child, around)}</Fragment>
            ),
          )}
        </li>
      );
    case 'link':
      return link(node.url, all(node.children, around));
    case 'linkReference':
      return link(around.labels.get(node.identifier), all(node.children, around));
    case 'image':
      return link(node.url, node.alt || node.url);
    case 'imageReference':
      return link(around.labels.get(node.identifier), node.alt ?? node.identifier);
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'table':
      return table(node, around);
    case 'html':
      return node.value;
    default:
      return undefined;
  }
}

/** Pictures become links too: Heed fetches nothing from elsewhere by itself. */
function link(url: string | undefined, children: ReactNode): ReactNode {
  const address = url && safeAddress(url);
  if (!address) return children;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow" className="nodrag">
      {children}
    </a>
  );
}

function table({ children }: MarkdownNode & { type: 'table' }, around: Surroundings): ReactNode {
  const [head, ...rows] = children;
  const cells = (row: typeof head, Cell: 'th' | 'td') =>
    // biome-ignore lint/suspicious/noArrayIndexKey: cells are told apart by their column
    row?.children.map((cell, column) => <Cell key={column}>{all(cell.children, around)}</Cell>);
  return (
    <table>
      <thead>
        <tr>{cells(head, 'th')}</tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place
          <tr key={index}>{cells(row, 'td')}</tr>
        ))}
      </tbody>
    </table>
  );
}
