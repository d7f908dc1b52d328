import { parentPort, workerData } from 'node:worker_threads';
import { qualityFigures } from '@heed/labeling/statistics/figures.ts';

/** The whole of a thread: judgements in, figures out. */
parentPort?.postMessage(qualityFigures(workerData.rows, new Map(workerData.gold)));
