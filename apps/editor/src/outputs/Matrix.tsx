import type { CSSProperties } from 'react';
import { ScrollRegion } from '../app/ScrollRegion.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { FEW, type MatrixBlock, rangeOf, strengthOf } from './matrixColors.ts';
import classes from './Outputs.module.css';
import plotsClasses from './Plots.module.css';
import { useOutputWords } from './text.ts';

/** A table of numbers whose cells are colored by their value: a picture that reads as a table. */
export function Matrix({ block }: { block: MatrixBlock }) {
  const words = useOutputWords();
  const text = useText();
  const { figure, number } = useFormats();
  const range = rangeOf(block);
  const name = (axis: MatrixBlock['rows'], index: number) => {
    const found = axis.names[index];
    return found ? text(found) : String(index + 1);
  };
  return (
    <figure className={plotsClasses.plot}>
      <ScrollRegion className={classes.scroll} title={text(block.title)}>
        <table className={plotsClasses.matrix}>
          <thead>
            <tr>
              <th scope="col" className={plotsClasses.corner}>
                {words('rowsByColumns', { rows: text(block.rows.title), columns: text(block.columns.title) })}
              </th>
              {block.columns.names.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a published report never changes
                <th key={column} scope="col">
                  <Name>{name(block.columns, column)}</Name>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.values.map((values, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a published report never changes
              <tr key={row}>
                <th scope="row">
                  <Name>{name(block.rows, row)}</Name>
                </th>
                {values.map((value, column) => {
                  const count = block.counts?.[row]?.[column];
                  const style = { '--strength': value === null ? 0 : strengthOf(value, range) };
                  return (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: a published report never changes
                      key={column}
                      style={style as CSSProperties}
                      data-few={(count !== undefined && count < FEW) || undefined}
                    >
                      {value === null ? '–' : figure(value, block.format)}
                      {Boolean(count) && (
                        <span className={plotsClasses.cellCount}>
                          {words('ofCount', { count: number(count ?? 0) })}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {block.counts && (
        <figcaption className={classes.quiet}>{words('paleCells', { count: FEW })}</figcaption>
      )}
    </figure>
  );
}

/** What a row or a column is called, in three lines at most. */
function Name({ children }: { children: string }) {
  return (
    <span className={plotsClasses.axisName} title={children} dir="auto">
      {children}
    </span>
  );
}
