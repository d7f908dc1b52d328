import { Command, InvalidArgumentError, Option } from 'commander';
import { givenRoles, memberRoles } from '../access/roles.ts';
import { logFormats, logLevels } from '../operations/logger.ts';
import { heedVersion } from '../system.ts';
import { DEFAULT_DATA } from './defaults.ts';
import { describeGraphs } from './describe-graphs.ts';
import { describeLabels } from './describe-labels.ts';
import { exitCodes, reportError } from './exit.ts';

const DEFAULT_PORT = 4330;

function parsePort(value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

/** Seconds as milliseconds. */
function parseSeconds(value: string): number {
  const seconds = Number(value);
  if (value.trim() && Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  throw new InvalidArgumentError('A time is a number of seconds from 0.');
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

/** Adds the options of commands in whose process nodes run. */
function onNodes(command: Command): Command {
  return command.option(
    '--checkpoint-every <seconds>',
    'least time between two checkpoints of a node; 0 saves after every step',
    parseSeconds,
  );
}

interface Outcome {
  code: number;
}

/** Adds the options that every command with a data folder has. */
function onData(command: Command): Command {
  return command
    .option('--data <dir>', 'data folder', DEFAULT_DATA)
    .option('--kinds <dir>', 'node kinds from another folder than the one that ships');
}

function onRunner(command: Command): Command {
  return onData(command)
    .option('--runner <url>', 'a served runner, by its URL or by the link it printed')
    .option('--token <token>', 'lets you in at the runner; else HEED_TOKEN of the environment');
}

/** Adds the options of commands that show a run and bring its results. */
function onResults(command: Command): Command {
  return onRunner(command)
    .option('--output <dir>', 'copy the results into a new folder')
    .option('--no-fetch', 'leave the results of another machine where they are')
    .option('--json', 'print one JSON object a line', false);
}

function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('This takes a whole number from 1.');
}

function parseAmount(value: string): number {
  const amount = Number(value);
  if (value.trim() && Number.isFinite(amount) && amount > 0) return amount;
  throw new InvalidArgumentError('This takes a number above 0.');
}

function oneOf(name: string, help: string, choices: readonly string[], first?: string): Option {
  const option = new Option(name, help).choices([...choices]);
  return first === undefined ? option.makeOptionMandatory() : option.default(first);
}

function describeProgram(outcome: Outcome): Command {
  const program = new Command('heed')
    .description('Draw an RLHF pipeline, run it, let people judge, and watch the model learn.')
    .version(heedVersion)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('"heed --help" lists the commands; "--help" after a command shows how it is used.');
  /** Loads a command's code only when it is asked for. */
  const does =
    <Args extends unknown[]>(load: () => Promise<(...args: Args) => Promise<number>>) =>
    async (...args: Args) => {
      outcome.code = await (await load())(...args);
    };

  onNodes(onData(program.command('serve')))
    .description('serve the editor and run graphs; prints a one-time link')
    .option('--port <number>', 'port; 0 takes any free one', parsePort, DEFAULT_PORT)
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option('--origin <url>', 'origin of a proxy in front, may be repeated', collect, [])
    .option('--editor-from <url>', 'let the editor of another runner call this one by token', collect, [])
    .option('--other-runner <url>', 'let this editor switch to another runner', collect, [])
    .option('--cert <file>', 'certificate as PEM, to speak TLS')
    .option('--key <file>', 'its key as PEM')
    .addOption(oneOf('--log <format>', 'log for people or as JSON lines', logFormats, 'human'))
    .addOption(oneOf('--log-level <level>', 'least level of the log', logLevels, 'info'))
    .option('--with <file>', 'put a pipeline on the list if it is not there, may be repeated', collect, [])
    .action(does(async () => (await import('./commands/serve.ts')).serve));
  onNodes(onResults(program.command('run <file>')))
    .description(
      'run a graph; exit code 0 done, 1 failed, 2 invalid, 3 waiting for people, 130 interrupted. Ctrl-C cancels; with --runner it comes back and the run goes on there',
    )
    .option('--set <node.parameter=value>', 'change a parameter, may be repeated', collect, [])
    .option('--fresh', 'run every node, whatever the cache holds', false)
    .option('--to <node>', 'run this node and what it needs, nothing else')
    .option('--from <node>', 'run this node and what depends on it, even where cached')
    .option('--from-failure', 'run what did not succeed in the last run, and what depends on it', false)
    .option('--detach', 'start at --runner and come back at once', false)
    .action(does(async () => (await import('./commands/run.ts')).run));
  onData(program.command('validate <file>'))
    .description('check a graph without running it, and say what it will take as far as earlier runs tell')
    .option('--set <node.parameter=value>', 'change a parameter, may be repeated', collect, [])
    .option('--json', 'print one JSON object a line', false)
    .action(does(async () => (await import('./commands/validate.ts')).validate));
  const runs = program.command('runs').description('the runs of a data folder');
  onRunner(runs.command('list'))
    .description('list runs, newest first')
    .option('--json', 'print one JSON object a line', false)
    .action(does(async () => (await import('./commands/runs.ts')).list));
  onRunner(runs.command('show <run>'))
    .description('show the nodes and results of a run')
    .option('--json', 'print one JSON object', false)
    .action(does(async () => (await import('./commands/runs.ts')).show));
  onRunner(runs.command('cancel <run>'))
    .description('cancel a run')
    .action(does(async () => (await import('./commands/runs.ts')).cancel));
  onRunner(runs.command('pause <run>'))
    .description('start no more nodes of a run; those under way save and stop')
    .action(does(async () => (await import('./commands/runs.ts')).pause));
  onRunner(runs.command('resume <run>'))
    .description('go on with a paused run from where its nodes stopped')
    .action(does(async () => (await import('./commands/runs.ts')).resume));
  onRunner(runs.command('logs <run> [node]'))
    .description('print what the nodes of a run said, or one of them')
    .addOption(oneOf('--level <level>', 'least level', ['info', 'warn', 'error'], 'info'))
    .option('--search <text>', 'only lines that hold this text')
    .option('--attempt <number>', 'only this attempt', parseCount)
    .option('--lines <number>', 'how many lines from the end; all without it', parseCount)
    .option('--json', 'print one JSON object a line', false)
    .action(does(async () => (await import('./commands/logs.ts')).logs));
  onResults(runs.command('follow <run>'))
    .description('show a run from its start and go on with it to its end')
    .action(does(async () => (await import('./commands/run.ts')).followRun));
  onRunner(runs.command('delete <run>'))
    .description('delete a run that is over; its judgements stay')
    .action(does(async () => (await import('./commands/runs.ts')).remove));
  onRunner(runs.command('why <run> [node]'))
    .description('say why each node ran, or where its result came from')
    .option('--json', 'print one JSON object a line', false)
    .action(does(async () => (await import('./commands/why.ts')).why));
  describeGraphs(onRunner, program, does);
  describeLabels(onRunner, program, does);
  onRunner(program.command('gc'))
    .description('remove artifacts, uploads and checkpoints that nothing refers to')
    .option('--dry-run', 'say what would go, and remove nothing', false)
    .option(
      '--keep-last <runs>',
      'first delete runs that are over, except the newest of each graph',
      parseCount,
    )
    .option('--older-than <days>', 'first delete runs that ended longer ago', parseAmount)
    .option('--json', 'print one JSON object', false)
    .action(does(async () => (await import('./commands/gc.ts')).gc));
  onRunner(program.command('lineage <artifact>'))
    .description('show what an artifact was made from; ARTIFACT is an id or RUN/NODE/PORT')
    .option('--forward', 'show what was made from it', false)
    .option('--depth <number>', 'node runs on the longest way', parseCount)
    .option('--json', 'print one JSON object', false)
    .action(does(async () => (await import('./commands/lineage.ts')).showLineage));
  onRunner(program.command('export <run> <node> <dir>'))
    .description('copy the outputs of a node into a new folder')
    .action(does(async () => (await import('./commands/export.ts')).exportNode));
  onData(program.command('doctor'))
    .description('check this machine and the data folder; exit code 1 where something is not right')
    .option('--full', 'check the digests of every artifact, not of a sample', false)
    .option('--json', 'print one JSON object a line, in both languages', false)
    .action(does(async () => (await import('./commands/doctor.ts')).doctor));
  onData(program.command('backup <dir>'))
    .description(
      'save a data folder, also while it is worked on; again into the same folder saves what is new',
    )
    .option('--json', 'print one JSON object', false)
    .action(does(async () => (await import('./commands/backup.ts')).backup));
  onData(program.command('restore <dir>'))
    .description('fill a new data folder from a backup')
    .option('--json', 'print one JSON object', false)
    .action(does(async () => (await import('./commands/backup.ts')).restore));
  describeAccess(program, does);
  describeTemplates(program, does);
  describeEndpoints(program, does);
  return program;
}

type Does = <Args extends unknown[]>(
  load: () => Promise<(...args: Args) => Promise<number>>,
) => (...args: Args) => Promise<void>;

/** `heed access …` */
function describeAccess(program: Command, does: Does): void {
  const access = program.command('access').description('who may come in, and what they did');
  const on = (command: Command) =>
    onRunner(command)
      .option('--url <url>', 'where the runner will serve, while it does not')
      .option('--json', 'print one JSON object a line', false);
  const limited = (command: Command) =>
    command.option('--hours <number>', 'how long the link works', parseAmount);
  limited(on(access.command('link')))
    .description('make a one-time link for an owner')
    .action(does(async () => (await import('./commands/access.ts')).link));
  limited(on(access.command('invite')))
    .description('make a link that gives a role')
    .addOption(oneOf('--role <role>', 'what it lets people do', givenRoles))
    .option('--label <name>', 'how whoever comes by it is called')
    .option('--uses <number>', 'how many people may come by it', parseCount)
    .option('--batch <run/node>', 'what a labeler labels')
    .action(does(async () => (await import('./commands/access.ts')).invite));
  on(access.command('token <name>'))
    .description('make a token for programs and other machines; it is shown once')
    .addOption(oneOf('--role <role>', 'what it lets them do', memberRoles))
    .option('--days <number>', 'how long it works; without, until it is revoked', parseAmount)
    .action(does(async () => (await import('./commands/access.ts')).token));
  on(access.command('list'))
    .description('list invites, tokens and sessions')
    .action(does(async () => (await import('./commands/access.ts')).list));
  on(access.command('revoke <id>'))
    .description('end an invite with those it let in, a token, or a session')
    .action(does(async () => (await import('./commands/access.ts')).revoke));
  on(access.command('log'))
    .description('show who changed what, and from where')
    .option('--limit <number>', 'at most so many entries', parseCount, 100)
    .action(does(async () => (await import('./commands/access.ts')).log));
}

/** `heed endpoints …` */
function describeEndpoints(program: Command, does: Does): void {
  const endpoints = program.command('endpoints').description('models elsewhere that nodes may call');
  const on = (command: Command) => onRunner(command).option('--json', 'print one JSON object a line', false);
  on(endpoints.command('list'))
    .description('list them; their keys are never shown')
    .action(does(async () => (await import('./commands/endpoints.ts')).list));
  on(endpoints.command('add <name> <url>'))
    .description('add one that speaks OpenAI’s chat protocol, or change it')
    .option('--key', 'read its key from the standard input', false)
    .action(does(async () => (await import('./commands/endpoints.ts')).add));
  on(endpoints.command('remove <name>'))
    .description('take one away')
    .action(does(async () => (await import('./commands/endpoints.ts')).remove));
}

/** `heed templates …` */
function describeTemplates(program: Command, does: Does): void {
  const templates = program.command('templates').description('pipelines to start from');
  const on = (command: Command) => onData(command).option('--json', 'print one JSON object a line', false);
  on(templates.command('list', { isDefault: true }))
    .description('list those that ship and those that were saved in the data folder')
    .action(does(async () => (await import('./commands/templates.ts')).list));
  on(templates.command('show <template>'))
    .description('show what one does and needs, and its parameters')
    .action(does(async () => (await import('./commands/templates.ts')).show));
  onData(templates.command('copy <template> <dir>'))
    .description('copy one to a folder, with the data that comes with it')
    .action(does(async () => (await import('./commands/templates.ts')).copy));
}

/** When whoever reads the output goes away (`heed run … | head`), the command ends as by Ctrl-C. */
function endWithReader(): void {
  let told = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (!told) process.kill(process.pid, 'SIGTERM');
    told = true;
  });
}

/** The `heed` command. Gives the exit code; errors are one sentence on the standard error. */
export async function main(args: string[]): Promise<number> {
  const outcome: Outcome = { code: exitCodes.done };
  endWithReader();
  try {
    await describeProgram(outcome).parseAsync(args, { from: 'user' });
    return outcome.code;
  } catch (error) {
    return reportError(error, args.includes('--json'));
  }
}
