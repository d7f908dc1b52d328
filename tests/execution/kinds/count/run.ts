import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { NodeRun } from '@heed/schema';

interface Config {
  to: number;
  stepMs: number;
  dieEvery: number;
  failAt: number;
  diary: string;
}

export const run: NodeRun<Config> = async (context) => {
  const { config, checkpoint } = context;
  const diary = context.resolveFile(config.diary);
  const saved = await checkpoint.resume();
  const start = saved ? Number(readFileSync(join(saved, 'number.txt'), 'utf8')) : 0;
  if (saved) context.log('info', `goes on from ${start}`);
  let reached = start;
  for (let number = start + 1; number <= config.to && !context.finishing; number++) {
    context.signal.throwIfAborted();
    await pause(config.stepMs);
    const said = existsSync(diary) ? readFileSync(diary, 'utf8').split(' ').map(Number) : [];
    appendFileSync(diary, `${number} `);
    if (number % config.dieEvery === 0 && !said.includes(number)) process.kill(process.pid, 'SIGKILL');
    if (number === config.failAt) throw new Error(`cannot say ${number}`);
    reached = number;
    context.metrics(number, { number });
    context.progress(number / config.to, `${number} of ${config.to}`);
    if (checkpoint.due()) {
      await checkpoint.save(async (folder) => writeFileSync(join(folder, 'number.txt'), `${number}`));
    }
  }
  writeFileSync(join(context.output('out').directory, 'text.txt'), `counted to ${reached}`);
  return { to: reached };
};
