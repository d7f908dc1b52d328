import { parseArgs } from 'node:util';
import { type SizeName, sizeNames } from './sizes.ts';

/** What the command line asks for. */
export interface Options {
  quick: boolean;
  json: boolean;
  profile: boolean;
  help: boolean;
  /** Names of benchmarks; all when empty. */
  only: string[];
  sizes: readonly SizeName[];
  rounds: number;
}

/** Wrong usage: its message is one sentence for people. */
export class UsageError extends Error {}

export const help = `npm run bench -- [options]

Compares training and generation here with PyTorch, transformers and TRL, side by side on this machine.

  --quick          less of everything and no techniques; meant for four minutes on two idle cores
  --json           ends with one line of JSON: {"rows":[{name,size,ours,theirs,unit,ratio,goal}]}
  --only NAME      only this benchmark (again for more): CASES
  --sizes A,B      only these sizes: ${sizeNames.join(', ')}
  --rounds N       rounds by turns; the fastest of each side counts [3, quick: 1]
  --profile        what each operator of our graphs took; slows our side down
  --help

Python's side is set up once by bench/setup.sh (or HEED_PYTHON names a Python that has what it needs).`;

/** Reads the arguments. Throws UsageError for anything unknown. */
export function parseOptions(args: readonly string[], cases: readonly string[]): Options {
  const { values } = parse(args);
  const only = values.only ?? [];
  const unknown = only.find((name) => !cases.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`There is no benchmark "${unknown}"; choose from ${cases.join(', ')}.`);
  const rounds = values.rounds === undefined ? (values.quick ? 1 : 3) : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UsageError(`--rounds must be a whole number from 1, not "${values.rounds}".`);
  return {
    quick: values.quick ?? false,
    json: values.json ?? false,
    profile: values.profile ?? false,
    help: values.help ?? false,
    only,
    sizes: parseSizes(values.sizes),
    rounds,
  };
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean' } as const;
  const options = {
    quick: flag,
    json: flag,
    profile: flag,
    help: flag,
    only: { type: 'string', multiple: true },
    sizes: { type: 'string' },
    rounds: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...args], options });
  } catch (error) {
    const [reason] = (error as Error).message.split('. ');
    throw new UsageError(`${reason}; see npm run bench -- --help.`);
  }
}

function parseSizes(given: string | undefined): readonly SizeName[] {
  const names = given?.split(',') ?? sizeNames;
  const unknown = names.find((name) => !(sizeNames as readonly string[]).includes(name));
  if (unknown === undefined) return names as readonly SizeName[];
  throw new UsageError(`There is no size "${unknown}"; choose from ${sizeNames.join(', ')}.`);
}
