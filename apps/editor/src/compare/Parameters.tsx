import { describeConfig, type FieldChange, type GraphNode } from '@heed/schema';
import { ScrollRegion } from '../app/ScrollRegion.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { shortPath } from '../inspector/files/shortPath.ts';
import { specOf } from '../runs/nodeNames.ts';
import { plainFields } from '../versions/plainFields.ts';
import { useVersionWords } from '../versions/words.ts';
import classes from './Compare.module.css';
import { inOneLanguage } from './inOneLanguage.ts';
import type { Overlay } from './overlay.ts';
import { useCompareWords } from './words.ts';

interface Row {
  id: string;
  title: string;
  node?: GraphNode;
  fields: FieldChange[];
}

/** Every setting that differs, with both values; defaults count as they are. */
export function Parameters({ overlay }: { overlay: Overlay }) {
  const words = useCompareWords();
  const text = useText();
  const changed = overlay.nodes.filter(({ fields }) => fields.length > 0);
  const rows: Row[] = [
    ...(overlay.diff.graph.length > 0
      ? [{ id: '', title: words('thePipeline'), fields: overlay.diff.graph }]
      : []),
    ...changed.map(({ node, fields }) => {
      const title = specOf(node.kind)?.title;
      return { id: node.id, title: node.label ?? (title ? text(title) : node.id), node, fields };
    }),
  ];
  if (rows.length === 0) return <p className={classes.quiet}>{words('sameParameters')}</p>;
  return (
    <ScrollRegion className={classes.scroll} title={words('parameters')}>
      <table className={`${classes.table} ${classes.settings}`}>
        <thead>
          <tr>
            <th scope="col">{words('node')}</th>
            <th scope="col">{words('setting')}</th>
            <th scope="col">{words('firstRun')}</th>
            <th scope="col">{words('secondRun')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap(({ id, title, node, fields }) =>
            fields.map((change, index) => (
              <tr key={`${id} ${change.field}`} id={index === 0 ? `parameters-${id}` : undefined}>
                {index === 0 && (
                  <th scope="row" rowSpan={fields.length}>
                    {title}
                  </th>
                )}
                <td>
                  <FieldName field={change.field} node={node} />
                </td>
                <td data-label={words('firstRun')}>
                  <Value value={change.before} />
                </td>
                <td data-label={words('secondRun')}>
                  <Value value={change.after} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function FieldName({ field, node }: { field: string; node: GraphNode | undefined }) {
  const words = useVersionWords();
  const text = useText();
  const plain = plainFields.find((one) => one === field);
  if (plain) return words(`field-${plain}`);
  const name = field.replace(/^config\./, '');
  const spec = node && specOf(node.kind);
  const found = spec && describeConfig(spec).find((one) => one.name === name);
  return found ? text(found.title) : name;
}

/** A longer value, as a list of rules, opens on a press. */
const SHORT = 120;

function Value({ value }: { value: unknown }) {
  const words = useCompareWords();
  const text = useText();
  const { number } = useFormats();
  if (value === undefined) return <span className={classes.quiet}>{words('absent')}</span>;
  if (typeof value === 'number') return <code>{number(value)}</code>;
  const read = inOneLanguage(value, text);
  const said = typeof read === 'string' ? (read === value ? shortPath(read) : read) : undefined;
  const shown = said ?? JSON.stringify(read);
  if (shown.length <= SHORT) return <code className={classes.value}>{shown}</code>;
  return (
    <details className={classes.long}>
      <summary>
        <code className={classes.value}>{shown.slice(0, SHORT)}…</code>
      </summary>
      <pre>{said ?? JSON.stringify(read, null, 2)}</pre>
    </details>
  );
}
