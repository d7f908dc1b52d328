import type { Command } from 'commander';

type Does = <Args extends unknown[]>(
  load: () => Promise<(...args: Args) => Promise<number>>,
) => (...args: Args) => Promise<void>;

const load = () => import('./commands/graphs.ts');

/** The commands on saved graphs: their versions and their pins. A graph is named by its id or its name. */
export function describeGraphs(onRunner: (command: Command) => Command, program: Command, does: Does): void {
  const graphs = program.command('graphs').description('the saved graphs of a data folder');
  const command = (usage: string, description: string) =>
    onRunner(graphs.command(usage)).description(description);
  const withJson = (one: Command) => one.option('--json', 'print JSON', false);
  withJson(command('list', 'list graphs, newest first')).action(does(async () => (await load()).list));
  withJson(command('versions <graph>', 'list versions, newest first')).action(
    does(async () => (await load()).versions),
  );
  withJson(command('diff <graph> <from> <to>', 'compare two revisions')).action(
    does(async () => (await load()).diff),
  );
  command('name <graph> <revision> [name]', 'name a revision, or take its name away').action(
    does(async () => (await load()).name),
  );
  command('restore <graph> <revision>', 'save an earlier revision as the newest').action(
    does(async () => (await load()).restore),
  );
  withJson(command('pins <graph>', 'list nodes whose outputs are pinned')).action(
    does(async () => (await load()).pins),
  );
  command('pin <graph> <node> <run>', 'use the outputs of a run instead of running the node').action(
    does(async () => (await load()).pin),
  );
  command('unpin <graph> <node>', 'let the node run again').action(does(async () => (await load()).unpin));
}
