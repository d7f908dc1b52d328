import { ensembleSchema } from '@heed/nodes/shared/ensemble-schema.ts';
import { rulesSchema } from '@heed/nodes/shared/reward-rules.ts';
import { REWARD_FUNCTION_FILE } from '@heed/schema';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { Failure, Loading } from '../app/Messages.tsx';
import { ScrollRegion } from '../app/ScrollRegion.tsx';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { EnsembleMembers } from './EnsembleMembers.tsx';
import { jsonFileOptions } from './files.ts';
import classes from './Outputs.module.css';
import { RuleDetails } from './RuleDetails.tsx';
import { useOutputWords } from './text.ts';
import type { ArtifactCard } from './view.ts';

const fileSchema = z.union([z.object({ rules: rulesSchema }), ensembleSchema.pick({ ensemble: true })]);

/** A reward function: its rules with weights and all they look for, or the members of an ensemble. */
export default function RewardFunctionView({ artifact }: { artifact: ArtifactCard }) {
  const words = useOutputWords();
  const text = useText();
  const { number } = useFormats();
  const file = useQuery(jsonFileOptions(artifact.id, REWARD_FUNCTION_FILE));
  if (file.isLoadingError) return <Failure error={file.error} onRetry={() => void file.refetch()} />;
  if (file.data === undefined) return <Loading />;
  const parsed = fileSchema.safeParse(file.data);
  if (!parsed.success) {
    const detail = z.prettifyError(parsed.error);
    return <Failure error={new Error(words('badFile', { file: REWARD_FUNCTION_FILE, detail }))} />;
  }
  if ('ensemble' in parsed.data)
    return <EnsembleMembers artifact={artifact.id} ensemble={parsed.data.ensemble} />;
  const { rules } = parsed.data;
  return (
    <section className={classes.block} aria-label={words('rewardFunction')}>
      <h3 className={classes.blockTitle}>{words('rewardFunction')}</h3>
      <p className={classes.quiet}>{words('rewardHelp')}</p>
      <ScrollRegion className={classes.scroll} title={words('rewardFunction')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words('rule')}</th>
              <th scope="col">{words('kind')}</th>
              <th scope="col" className={classes.numeric}>
                {words('weight')}
              </th>
              <th scope="col">{words('details')}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ name: rule, title, type, weight, ...details }) => (
              <tr key={rule}>
                <th scope="row">{text(title)}</th>
                <td>{type}</td>
                <td className={classes.numeric}>{number(weight)}</td>
                <td>
                  <RuleDetails details={details} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
