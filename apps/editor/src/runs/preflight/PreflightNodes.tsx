import { formatBytes } from '../../outputs/files.ts';
import type { Preflight } from './asking.ts';
import classes from './Preflight.module.css';
import { useDurationText } from './useDurationText.ts';
import { usePreflightWords } from './words.ts';

interface PreflightNodesProps {
  ahead: Preflight;
  nameOf(node: string): string;
}

/** What is expected of each node, and what that rests on. */
export function PreflightNodes({ ahead: { nodes }, nameOf }: PreflightNodesProps) {
  const words = usePreflightWords();
  return (
    <details className={classes.details}>
      <summary>{words('byNode')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.tablePlace} aria-label={words('byNode')} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words('node')}</th>
              <th scope="col">{words('memory')}</th>
              <th scope="col">{words('time')}</th>
              <th scope="col">{words('disk')}</th>
              <th scope="col">{words('basis')}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((node) => (
              <NodeRow key={node.node} node={node} name={nameOf(node.node)} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function NodeRow({ node, name }: { node: Preflight['nodes'][number]; name: string }) {
  const words = usePreflightWords();
  const duration = useDurationText();
  const { memory, seconds, bytes } = node;
  const between = (low: string, high: string) => (low === high ? low : `${low} – ${high}`);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{memory ? between(formatBytes(memory.least), formatBytes(memory.most)) : '–'}</td>
      <td>{seconds ? between(duration(seconds.low), duration(seconds.high)) : '–'}</td>
      <td>{bytes ? between(formatBytes(bytes.low), formatBytes(bytes.high)) : '–'}</td>
      <td>{seconds ? words(seconds.basis, { count: seconds.runs }) : '–'}</td>
    </tr>
  );
}
