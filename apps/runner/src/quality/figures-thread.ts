import { parentPort, workerData } from 'node:worker_threads';
import { qualityFigures } from '@heed/labeling/statistics/figures.ts';

/** The whole of a thread: judgements in, figures out. */
const { rows, checks, gold, questions } = workerData;
parentPort?.postMessage(qualityFigures(rows, new Map(gold), checks, questions));
