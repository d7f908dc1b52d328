import { useQuery } from '@tanstack/react-query';
import { refusalCode, trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { useMarks } from '../i18n/marks.ts';
import { formatBytes } from './files.ts';
import { ModelMaker } from './ModelMaker.tsx';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';
import type { ArtifactCard, ModelCard } from './view.ts';

/** The card of a model: what it is, how it is stored, its adapter and tokenizer, and what it was made from. */
export default function ModelView({ artifact: { id, manifest } }: { artifact: ArtifactCard }) {
  const words = useOutputWords();
  const card = useQuery(
    trpc.artifacts.modelCard.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (card.error && refusalCode(card.error) !== 'NOT_FOUND')
    return <Failure error={card.error} onRetry={() => void card.refetch()} />;
  if (card.error) return <Facts rows={[[words('architecture'), manifest.facts.architecture]]} />;
  if (!card.data) return <Loading />;
  return (
    <>
      <Shape card={card.data} />
      <Storage card={card.data} />
      {card.data.adapter && <Adapter adapter={card.data.adapter} parameters={card.data.parameters} />}
      {card.data.tokenizer && <Tokenizer tokenizer={card.data.tokenizer} />}
      {card.data.madeBy && <ModelMaker madeBy={card.data.madeBy} />}
      <details className={classes.block}>
        <summary>{words('configuration')}</summary>
        <pre className={classes.json}>{JSON.stringify(card.data.config, null, 2)}</pre>
      </details>
    </>
  );
}

/** Rows of a card; those without a value are left out. */
function Facts({ rows }: { rows: readonly (readonly [string, string | number | undefined])[] }) {
  const { number } = useFormats();
  return (
    <dl className={classes.card}>
      {rows.map(([title, value]) =>
        value === undefined ? null : (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{typeof value === 'number' ? number(value) : value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Shape({ card }: { card: ModelCard }) {
  const words = useOutputWords();
  const head = { 'language-model': 'givesText', score: 'givesScore', other: undefined } as const;
  const gives = head[card.head];
  return (
    <Facts
      rows={[
        [words('architecture'), card.architecture],
        [words('gives'), gives && words(gives)],
        [words('parameters'), card.parameters],
        [words('layers'), card.layers],
        [words('hiddenSize'), card.width],
        [words('heads'), card.heads],
        [words('context'), card.context],
        [words('tensors'), card.tensors],
      ]}
    />
  );
}

/** Parameters by the type they are stored in, as a bar and in words. */
function Storage({ card: { dtypes, parameters, weightBytes, bytes } }: { card: ModelCard }) {
  const words = useOutputWords();
  const { percent } = useFormats();
  const types = Object.entries(dtypes).toSorted(([, a], [, b]) => b - a);
  return (
    <section className={classes.block} aria-label={words('storage')}>
      <h3 className={classes.blockTitle}>{words('storage')}</h3>
      <div className={classes.shares} aria-hidden="true">
        {types.map(([type, count]) => (
          <span key={type} style={{ flexGrow: count }} />
        ))}
      </div>
      <Facts
        rows={[
          ...types.map(([type, count]) => [type, percent(count / Math.max(1, parameters))] as const),
          [words('weights'), formatBytes(weightBytes)],
          [words('wholeFolder'), formatBytes(bytes)],
        ]}
      />
    </section>
  );
}

function Adapter({
  adapter: { type, parameters: own, rank, alpha, targets, base },
  parameters,
}: {
  adapter: NonNullable<ModelCard['adapter']>;
  parameters: number;
}) {
  const words = useOutputWords();
  const { aside } = useMarks();
  const { number, percent } = useFormats();
  return (
    <section className={classes.block} aria-label={words('adapter')}>
      <h3 className={classes.blockTitle}>{words('adapter')}</h3>
      <Facts
        rows={[
          [words('kind'), type],
          [words('parameters'), aside(number(own), percent(own / Math.max(1, parameters)))],
          [words('rank'), rank],
          [words('alpha'), alpha],
          [words('targets'), targets.join(', ') || undefined],
          [words('base'), base],
        ]}
      />
    </section>
  );
}

function Tokenizer({ tokenizer }: { tokenizer: NonNullable<ModelCard['tokenizer']> }) {
  const words = useOutputWords();
  return (
    <section className={classes.block} aria-label={words('tokenizer')}>
      <h3 className={classes.blockTitle}>{words('tokenizer')}</h3>
      <Facts
        rows={[
          [words('kind'), tokenizer.type],
          [words('vocabulary'), tokenizer.vocabulary],
          [words('chatTemplate'), words(tokenizer.chatTemplate ? 'yes' : 'no')],
          [words('identity'), tokenizer.identity],
        ]}
      />
    </section>
  );
}
