import type { Ensemble } from '@heed/nodes/shared/ensemble-schema.ts';
import { ScrollRegion } from '../app/ScrollRegion.tsx';
import { useFormats } from '../i18n/format.ts';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';

/** The members of a reward ensemble, and how their scores become one. */
export function EnsembleMembers({ ensemble }: Pick<Ensemble, 'ensemble'>) {
  const words = useOutputWords();
  const { number } = useFormats();
  const penalty = number(ensemble.penalty);
  const explained = {
    mean: words('ensembleMean'),
    'worst-case': words('ensembleWorstCase'),
    'variance-penalty': words('ensembleVariancePenalty', { penalty }),
  };
  return (
    <section className={classes.block} aria-label={words('ensemble')}>
      <h3 className={classes.blockTitle}>{words('ensemble')}</h3>
      <p className={classes.quiet}>{explained[ensemble.combine]}</p>
      <ScrollRegion className={classes.scroll} title={words('ensemble')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words('member')}</th>
              <th scope="col" className={classes.numeric}>
                {words('shift')}
              </th>
              <th scope="col" className={classes.numeric}>
                {words('scale')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ensemble.members.map(({ folder, shift, scale }) => (
              <tr key={folder}>
                <th scope="row">{folder}</th>
                <td className={classes.numeric}>{number(shift)}</td>
                <td className={classes.numeric}>{number(scale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
