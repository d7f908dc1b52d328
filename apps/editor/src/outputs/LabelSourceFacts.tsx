import { policyWords } from '@heed/labeling/contract/policy.ts';
import type { LabelSource } from '@heed/schema';
import { Link } from 'wouter';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';

/** From which answers a table was made, as its manifest says: a set as of an event, and what became of each kind of answer. */
export function LabelSourceFacts({ labels }: { labels: LabelSource }) {
  const words = useOutputWords();
  const text = useText();
  const { number } = useFormats();
  const { set, revision, policy, policyDigest } = labels;
  return (
    <details className={classes.block}>
      <summary>
        {set === undefined
          ? words('labelsOfJudges')
          : revision === undefined
            ? words('labelsOfSet', { set: set.slice(0, 8) })
            : words('labelsAsOf', { set: set.slice(0, 8), revision: number(revision) })}
      </summary>
      <dl className={classes.card}>
        {Object.entries(policyWords).map(([name, { title, choices }]) => {
          const said = policy[name];
          if (said === undefined) return null;
          const choice = (choices as Record<string, { en: string; zh: string }>)[said];
          return (
            <div key={name}>
              <dt>{text(title)}</dt>
              <dd>{choice ? text(choice) : said}</dd>
            </div>
          );
        })}
        <div>
          <dt>{words('policyDigest')}</dt>
          <dd title={policyDigest}>
            <code>{policyDigest.slice(0, 12)}</code>
          </dd>
        </div>
      </dl>
      <p className={classes.quiet}>
        {words('labelsHelp')} {set !== undefined && <Link href="/labels">{words('toLabels')}</Link>}
      </p>
    </details>
  );
}
