import { type Case, row } from '../harness/case.ts';
import { startHeed, startPython } from '../harness/python.ts';
import type { Side } from '../harness/side.ts';

const start: Case = {
  title: 'from the start of a process to the end of its first optimizer step, the sft node and SFTTrainer',
  sizes: ['0.5M'],
  async run(bench, size) {
    const { python } = bench;
    const job = JSON.stringify(await bench.job('sft', size));
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < bench.options.rounds; round++) {
      times[0].push(await secondsToFirstStep(startHeed(), job));
      if (python) times[1].push(await secondsToFirstStep(await startPython(python.command, 'sft'), job));
    }
    const theirs = times[1].length > 0 ? Math.min(...times[1]) : undefined;
    return [row('start to first step', size, 's (less is better)', [Math.min(...times[0]), theirs])];
  },
};

async function secondsToFirstStep(side: Side, job: string): Promise<number> {
  using _ = side;
  side.tell(job);
  await side.expect('first step');
  return (performance.now() - side.started) / 1000;
}

export default start;
