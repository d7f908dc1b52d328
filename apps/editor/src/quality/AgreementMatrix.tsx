import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Matrix } from '../outputs/Matrix.tsx';
import type { MatrixBlock } from '../outputs/matrixColors.ts';
import classes from './Quality.module.css';
import type { Figures } from './view.ts';
import { localizedQualityWord, useQualityWords } from './words.ts';

type Shown = 'agreement' | 'kappa';

/** How often each two labelers agree, by share or beyond chance. */
export function AgreementMatrix({ matrix, labelers }: Pick<Figures, 'matrix'> & { labelers: number }) {
  const words = useQualityWords();
  const [shown, setShown] = useState<Shown>('agreement');
  const axis = {
    title: localizedQualityWord('labeler'),
    names: matrix.labelers.map((labeler) => ({ en: labeler, zh: labeler })),
  };
  const block: MatrixBlock = {
    type: 'matrix',
    title: localizedQualityWord('matrixTitle'),
    rows: axis,
    columns: axis,
    values: matrix[shown],
    counts: matrix.counts,
    format: shown === 'agreement' ? 'percent' : 'number',
    range: { low: 0, high: 1 },
  };
  return (
    <div className={classes.block}>
      <div className={classes.blockHead}>
        <h2 className={classes.blockTitle}>{words('matrixTitle')}</h2>
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={(['agreement', 'kappa'] as const).map((value) => ({
            value,
            label: words(`matrix_${value}`),
          }))}
          aria-label={words('matrixShow')}
        />
      </div>
      {matrix.labelers.length < labelers && (
        <p className={classes.quiet}>{words('ofMostActive', { count: matrix.labelers.length })}</p>
      )}
      <Matrix block={block} />
    </div>
  );
}
