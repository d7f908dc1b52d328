import type { ReportBlock } from '@heed/schema';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useText } from '../i18n/language.ts';
import { Calibration } from './Calibration.tsx';
import { Comparison } from './Comparison.tsx';
import { CurveBlock } from './CurveBlock.tsx';
import { Figures } from './Figures.tsx';
import { Histogram } from './Histogram.tsx';
import { Matrix } from './Matrix.tsx';
import classes from './Outputs.module.css';
import { Scatter } from './Scatter.tsx';
import { TableView } from './TableView.tsx';
import { useOutputWords } from './text.ts';
import type { ArtifactCard } from './view.ts';

/** A report: its blocks from top to bottom. */
export default function ReportView({ artifact }: { artifact: ArtifactCard }) {
  const words = useOutputWords();
  const text = useText();
  const report = useQuery(
    trpc.artifacts.report.queryOptions({ id: artifact.id }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (report.isLoadingError) return <Failure error={report.error} onRetry={() => void report.refetch()} />;
  if (!report.data) return <Loading />;
  const { title, blocks } = report.data;
  return (
    <article aria-label={text(title)}>
      <h2 className={classes.reportTitle}>{text(title)}</h2>
      {blocks.length === 0 && <p className={classes.quiet}>{words('emptyReport')}</p>}
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a published report never changes
        <section key={index} className={classes.block} aria-label={text(block.title)}>
          <h3 className={classes.blockTitle}>{text(block.title)}</h3>
          <Block block={block} artifact={artifact.id} />
        </section>
      ))}
    </article>
  );
}

function Block({ block, artifact }: { block: ReportBlock; artifact: string }) {
  switch (block.type) {
    case 'figures':
      return <Figures figures={block.figures} />;
    case 'histogram':
      return <Histogram block={block} />;
    case 'curve':
      return <CurveBlock block={block} />;
    case 'comparison':
      return <Comparison block={block} artifact={artifact} />;
    case 'table':
      return <TableView artifact={artifact} file={block.file} kind={`report ${block.file}`} />;
    case 'scatter':
      return <Scatter block={block} />;
    case 'matrix':
      return <Matrix block={block} />;
    case 'calibration':
      return <Calibration block={block} />;
  }
}
