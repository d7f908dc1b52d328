import { exportFormats } from '@heed/labeling/formats/index.ts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { fileKinds, importFormats } from '../api/labels-inputs.ts';

type Does = <Args extends unknown[]>(
  load: () => Promise<(...args: Args) => Promise<number>>,
) => (...args: Args) => Promise<void>;

function parseRevision(value: string): number {
  const revision = Number(value);
  if (value.trim() && Number.isInteger(revision) && revision >= 0) return revision;
  throw new InvalidArgumentError('A revision is a whole number from 0; "heed labels list" shows the latest.');
}

/** `heed labels …` */
export function describeLabels(onRunner: (command: Command) => Command, program: Command, does: Does): void {
  const labels = program
    .command('labels')
    .description('what people and judges said: files of it, and figures');
  const on = (command: Command) => onRunner(command).option('--json', 'print one JSON object a line', false);
  on(labels.command('list'))
    .description('list the sets of labels, the last judged first')
    .action(does(async () => (await import('./commands/labels.ts')).list));
  on(labels.command('export <set-or-run> [node]'))
    .description('write a set, or what a node of a run asked, to a file; SET is an id of "heed labels list"')
    .addOption(
      new Option('--format <format>', 'heed, csv and parquet hold everything; the others say what they lose')
        .choices([...exportFormats])
        .default('heed'),
    )
    .option('--as-of <revision>', 'as it was after this event', parseRevision)
    .option('--out <file>', 'the file; the standard output without it')
    .action(does(async () => (await import('./commands/labels.ts')).exportLabels));
  on(labels.command('import <file> <set-or-run> [node]'))
    .description('bring the judgements of a file into a set; what it has already is passed over')
    .requiredOption('--source <name>', 'where they come from; the same name in two sources is two labelers')
    .addOption(new Option('--format <format>', 'what the records mean').choices([...importFormats]))
    .addOption(new Option('--file-kind <kind>', 'how the file is laid out').choices([...fileKinds]))
    .option('--skip-bad', 'import the good lines although there are bad ones', false)
    .option('--dry-run', 'say what would happen, and change nothing', false)
    .action(does(async () => (await import('./commands/labels.ts')).importLabels));
  on(labels.command('stats <set-or-run> [node]'))
    .description('agreement with its interval, and figures of each labeler')
    .action(does(async () => (await import('./commands/labels.ts')).stats));
}
