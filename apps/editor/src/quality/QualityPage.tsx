import { Button, Group } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'wouter';
import { OpenDisputes } from '../adjudication/OpenDisputes.tsx';
import { Failure, Loading } from '../app/Messages.tsx';
import { Page } from '../app/Page.tsx';
import { useFormats } from '../i18n/format.ts';
import { Rounds } from '../rounds/Rounds.tsx';
import { useRunState } from '../runs/useRunState.ts';
import { AgreementMatrix } from './AgreementMatrix.tsx';
import { AlphaCard } from './AlphaCard.tsx';
import { Answers } from './Answers.tsx';
import { Biases } from './Biases.tsx';
import { Disagreements } from './Disagreements.tsx';
import { Labelers } from './Labelers.tsx';
import { Model } from './Model.tsx';
import { NobodyYet } from './NobodyYet.tsx';
import { Progress } from './Progress.tsx';
import classes from './Quality.module.css';
import { Questions } from './Questions.tsx';
import { saveFigures } from './saveFigures.ts';
import { useQuality } from './useQuality.ts';
import type { LabelPlace, QualityView } from './view.ts';
import { Worth } from './Worth.tsx';
import { useQualityWords } from './words.ts';

const ExportDialog = lazy(() => import('../labels/ExportDialog.tsx'));

/** How far the judgements of a batch can be trusted, live while people answer. */
export default function QualityPage() {
  const { run = '', node = '' } = useParams();
  const words = useQualityWords();
  const [isExporting, setExporting] = useState(false);
  const { live } = useRunState(run);
  const own = live?.run.nodes.find((one) => one.node === node);
  const quality = useQuality(run, node, own?.state === 'waiting_human');
  const { data } = quality;
  const crumbs = [
    ...(live ? [{ title: live.run.graphName, href: `/graphs/${live.run.graphId}` }] : []),
    { title: words('run'), href: `/runs/${run}?node=${node}` },
    { title: words('title') },
  ];
  const actions = data && (
    <Group gap="xs">
      {own?.state === 'waiting_human' && (
        <Button component={Link} href={`/label/${run}/${node}`} variant="default" size="xs">
          {words('label')}
        </Button>
      )}
      <Button variant="default" size="xs" onClick={() => setExporting(true)}>
        {words('exportLabels')}
      </Button>
      <Button variant="default" size="xs" onClick={() => saveFigures(data, node)}>
        {words('save')}
      </Button>
    </Group>
  );
  return (
    <Page crumbs={crumbs} actions={actions}>
      <div className={classes.page}>
        <h1 className={classes.title}>{words('title')}</h1>
        {data && <Progress view={data} labeling={own?.labeling} isOpen={own?.state === 'waiting_human'} />}
        {own?.state === 'waiting_human' && (
          <OpenDisputes run={run} node={node} disputes={own.labeling?.disputes} />
        )}
        {quality.error && <Failure error={quality.error} onRetry={() => void quality.refetch()} />}
        {quality.isPending && <Loading />}
        {isExporting && (
          <Suspense>
            <ExportDialog
              place={{ run, node }}
              title={`${live?.run.graphName ?? run} · ${node}`}
              onClose={() => setExporting(false)}
            />
          </Suspense>
        )}
        {data && <Body place={{ run, node, isOpen: own?.state === 'waiting_human' }} view={data} />}
        {data && <Rounds run={run} node={node} graph={live?.run.graphId} />}
      </div>
    </Page>
  );
}

function Body({ place, view: { figures, at } }: { place: LabelPlace; view: QualityView }) {
  const words = useQualityWords();
  const { time } = useFormats();
  if (figures.judgements === 0) return <NobodyYet place={place} hasJudges={false} />;
  const { labelers, matrix, model, biases, outcomes, candidates } = figures;
  return (
    <>
      {place.isOpen && figures.people === 0 && <NobodyYet place={place} hasJudges />}
      <div className={classes.cards}>
        <AlphaCard figures={figures} />
        <Answers outcomes={outcomes} candidates={candidates} />
        {model && <Model model={model} />}
        <Biases biases={biases} candidates={candidates} />
      </div>
      <Questions questions={figures.questions} />
      <Labelers labelers={labelers} />
      {matrix.labelers.length > 1 && figures.alpha.because !== 'by-question' && (
        <AgreementMatrix matrix={matrix} labelers={labelers.length} />
      )}
      <Worth run={place.run} node={place.node} ceiling={figures.ceiling} />
      <Disagreements place={place} figures={figures} />
      <p className={classes.quiet}>{words('madeAt', { time: time(at) })}</p>
    </>
  );
}
