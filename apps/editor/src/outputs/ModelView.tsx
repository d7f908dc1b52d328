import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { modelFacts } from './modelFacts.ts';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';
import type { ArtifactCard } from './view.ts';

/** A model folder: what it is, how large, with which tokenizer; what its summary tells stands above already. */
export default function ModelView({ artifact: { manifest, card } }: { artifact: ArtifactCard }) {
  const words = useOutputWords();
  const text = useText();
  const { number } = useFormats();
  const facts = modelFacts(card?.config ?? {});
  const rows: [string, string | number | undefined][] = [
    [words('architecture'), facts.architecture ?? manifest.facts.architecture],
    [words('parameters'), card?.parameters],
    [words('layers'), facts.layers],
    [words('hiddenSize'), facts.width],
    [words('heads'), facts.heads],
    [words('vocabulary'), facts.vocabulary ?? manifest.facts.vocabularySize],
    [words('context'), facts.context],
    [words('tokenizer'), manifest.facts.tokenizer],
    [words('chatTemplate'), manifest.facts.chatTemplate],
  ];
  const told = new Set(manifest.summary.map(({ title }) => text(title).toLowerCase()));
  const shown = rows.filter(([title, value]) => value !== undefined && !told.has(title.toLowerCase()));
  return (
    <>
      <dl className={classes.card}>
        {shown.map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{typeof value === 'number' ? number(value) : value}</dd>
          </div>
        ))}
      </dl>
      {card && (
        <details className={classes.block}>
          <summary>{words('configuration')}</summary>
          <pre className={classes.json}>{JSON.stringify(card.config, null, 2)}</pre>
        </details>
      )}
    </>
  );
}
