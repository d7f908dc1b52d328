import type { Ensemble } from '@heed/nodes/shared/ensemble-schema.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { ScrollRegion } from '../app/ScrollRegion.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { type MemberMaker, memberMakers } from './memberMakers.ts';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';

/** The members of a reward ensemble, and how their scores become one. */
export function EnsembleMembers({ artifact, ensemble }: Pick<Ensemble, 'ensemble'> & { artifact: string }) {
  const words = useOutputWords();
  const { number } = useFormats();
  const lineage = useQuery(
    trpc.artifacts.lineage.queryOptions({ id: artifact, depth: 2 }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const makers = lineage.data ? memberMakers(lineage.data) : [];
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
            {ensemble.members.map(({ folder, shift, scale }, index) => (
              <tr key={folder}>
                <th scope="row">
                  <MemberName number={index + 1} made={makers[index]} />
                </th>
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

/** The node that trained the member, with the way to what it was made from. */
function MemberName({ number, made }: { number: number; made: MemberMaker | undefined }) {
  const words = useOutputWords();
  const text = useText();
  if (!made?.maker) return words('memberNumber', { number });
  return <Link href={`/lineage/${made.artifact}`}>{text(made.maker.title)}</Link>;
}
