import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairAnswer } from '@heed/labeling/testing.ts';
import { type Graph, parseGraphText } from '@heed/schema';
import { dialogueFolder } from './dialogue.ts';
import { configured } from './graphs.ts';
import { peopleOnly } from './people.ts';
import { preparedFolder } from './prepared.ts';
import { Served } from './served.ts';

const templates = join(import.meta.dirname, '../../../templates');

/** Elements that would act by themselves; the first one also tells a test that a text is shown letter by letter. */
export const mark = '<img src=x onerror=alert(1)>';
const elements = `${mark}<svg onload=alert(2)><script>alert(3)</script>`;
const addresses =
  '[go](javascript:alert(4)) <a href="javascript:alert(5)">go</a> ' +
  '![seen](https://elsewhere.test/seen.png) <i style="background:url(https://elsewhere.test/css.png)">';

/** A name of at most 100 letters that is markup. */
export const nameOf = (what: string) => `${what} ${elements}`;
/** A text of any length that is markup, also as Markdown. */
export const textOf = (what: string) => `${what} ${elements} ${addresses}`;
const both = (words: string) => ({ en: words, zh: words });

/** Ids of what lies in the hostile data folder. */
export interface Hostile {
  /** A pipeline of people and two runs of it that wait for them; in the first one two have disagreed. */
  graph: string;
  run: string;
  other: string;
  /** A run whose labels are complete, and the scores that follow from them. */
  labeled: string;
  scores: string;
  /** A run that read a file with a bad line, and what it read. */
  data: string;
  conversations: string;
  /** Runs that put pictures and questions before people, and let people talk with a model. */
  pictures: string;
  questions: string;
  dialogue: string;
  template: string;
}

/** A data folder in which every text that somebody can write is markup, to be copied. */
export function hostileFolder(): Promise<{ data: string; about: Hostile }> {
  return preparedFolder('hostile', async () => {
    const { data, about } = await dialogueFolder();
    const served = await Served.startFrom(data);
    const started = await startRuns(served);
    const template = await writeNames(served, started.graph, started.run);
    return { served, about: { ...started, template, dialogue: about.run } };
  });
}

async function startRuns(served: Served) {
  const start = async (graphId: string, settings: string[] = []) =>
    (await served.api.runs.start.mutate({ graphId, settings, idempotencyKey: randomUUID() })).id;
  const file = writeAnswers(served.folder);
  const graph = await served.create(hostileGraph(file));
  const [run, other, labeled, data, pictures, questions] = await Promise.all([
    start(graph),
    start(graph, [`labeling.question=${textOf('Another question')}`]),
    served.create(hostileGraph(file, { overlap: 1, adjudication: 'off' })).then((id) => start(id)),
    served.create(badLines(served.folder)).then((id) => start(id)),
    served.create(drawings(served.folder)).then((id) => start(id)),
    served.create(questionnaire(file)).then((id) => start(id)),
  ]);
  for (const id of [run, other, labeled, pictures, questions]) await served.untilRun(id, 'waiting_human');
  await answer(served, run, nameOf('Ada'), { last: false, most: 2 });
  await answer(served, run, nameOf('Bo'), { last: true, most: 2 });
  await answer(served, labeled, nameOf('Cy'), { last: false, most: Number.POSITIVE_INFINITY });
  await fillIn(served, questions, nameOf('Di'));
  const conversations = await outputOf(served, data, 'data.demonstrations');
  const scores = await outputOf(served, labeled, 'scores.ratings');
  return { graph, run, other, labeled, scores, data, conversations, pictures, questions };
}

/** The artifact that a run gives out at its end. */
async function outputOf(served: Served, run: string, output: string): Promise<string> {
  const [id = '', port = ''] = output.split('.');
  const { nodes } = await served.untilRun(run, 'succeeded');
  return nodes.find(({ node }) => node === id)?.outputs[port] ?? '';
}

/** Names and notes that are given to what is already there. */
async function writeNames({ api }: Served, graph: string, run: string): Promise<string> {
  const { graph: saved } = await api.graphs.get.query({ id: graph });
  await api.versions.name.mutate({ id: graph, revision: 1, name: nameOf('Version') });
  const { id } = await api.flags.add.mutate({
    ...{ run, node: 'labeling', prompt: textOf('Flagged prompt') },
    answers: [textOf('Flagged answer'), textOf('Other answer')],
  });
  await api.flags.note.mutate({ id, note: textOf('Remark') });
  await api.access.createInvite.mutate({ role: 'viewer', label: nameOf('Invite'), uses: 5 });
  await api.access.invite.mutate({ run, node: 'labeling', label: nameOf('Batch link') });
  const deleted = await api.graphs.create.mutate({ graph: { ...saved, name: nameOf('Deleted') } });
  await api.graphs.remove.mutate({ id: deleted.id });
  await api.access.createToken.mutate({ name: nameOf('Token'), role: 'designer', days: 30 });
  await api.endpoints.set.mutate({ name: nameOf('Endpoint'), url: 'http://127.0.0.1:11434/v1' });
  const template = { ...saved, name: nameOf('Template') };
  return (await api.templates.save.mutate({ graph: template, from: graph })).id;
}

/** A pipeline of people: names, description, note, group, parameter, labels, question and guidelines are markup. */
function hostileGraph(file: string, labeling: Record<string, unknown> = {}): Graph {
  const asked = { question: textOf('Question'), guidelines: textOf('Guidelines') };
  const given = {
    overlap: 2,
    adjudication: 'disagreement',
    critique: 'optional',
    askEdit: true,
    repeatRate: 0,
  };
  const graph = configured(peopleOnly({ ...given, ...asked, ...labeling }), { answers: { file } });
  return {
    ...graph,
    name: nameOf('Pipeline'),
    description: both(textOf('Description')),
    nodes: graph.nodes.map((node) => ({ ...node, label: nameOf(`Label of ${node.id}`) })),
    notes: [{ id: 'plan', text: textOf('Note'), position: { x: 0, y: 500 }, width: 400, height: 300 }],
    groups: [{ id: 'people', title: nameOf('Group'), nodes: ['labeling'], collapsed: false }],
    parameters: [
      ...[{ id: 'asked', node: 'labeling', field: 'question', title: both(nameOf('Parameter')) }],
      ...[{ id: 'guide', node: 'labeling', field: 'guidelines', help: both(textOf('Help')) }],
    ],
    needs: { data: both(textOf('Needs')), minutes: 1 },
  };
}

function writeLines(file: string, lines: readonly string[]): string {
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** Four prompts with two answers each. */
function writeAnswers(folder: string): string {
  const rows = [1, 2, 3, 4].map((index) => ({
    prompt: textOf(`Prompt ${index}`),
    completion: [textOf(`Answer ${index} a`), textOf(`Answer ${index} b`)],
  }));
  return writeLines(
    join(folder, 'answers.jsonl'),
    rows.map((row) => JSON.stringify(row)),
  );
}

function read(name: string): Graph {
  const file = join(templates, `${name}.json`);
  return parseGraphText(readFileSync(file, 'utf8'), file);
}

/** Reads conversations from a file whose name is markup, and writes of a bad line to the log. */
function badLines(folder: string): Graph {
  const row = (index: number) => ({
    prompt: [
      { role: 'system', content: textOf('System') },
      { role: 'user', content: textOf(`Message ${index}`) },
    ],
    completion: [{ role: 'assistant', content: textOf(`Reply ${index}`) }],
  });
  const good = Array.from({ length: 8 }, (_, index) => JSON.stringify(row(index)));
  const file = writeLines(join(folder, `${mark}.jsonl`), [...good, `{"prompt": ${textOf('Broken')}`]);
  const graph = configured(read('dialogue'), { data: { file, onBadLine: 'skip' } });
  const nodes = graph.nodes.filter(({ id }) => id === 'data');
  return { ...graph, nodes, edges: [], notes: [], parameters: [], name: nameOf('Conversations') };
}

/** Two pictures whose file names, prompt and models are markup. */
function drawings(folder: string): Graph {
  const files = ['steady', 'shaky'].map((hand) => {
    const name = `${hand} ${mark}.png`;
    cpSync(join(templates, `samples/drawings/circle-${hand}.png`), join(folder, name));
    return name;
  });
  const row = { prompt: textOf('Draw'), files, model: [nameOf('Steady'), nameOf('Shaky')] };
  const file = writeLines(join(folder, 'drawings.jsonl'), [JSON.stringify(row)]);
  const graph = configured(read('image-preference'), { pictures: { file } });
  return { ...graph, name: nameOf('Pictures') };
}

/** Asks questions whose titles and options are markup. */
function questionnaire(file: string): Graph {
  const questions = [
    { id: 'asked', title: both(textOf('Asked')), type: 'single', options: [nameOf('Option'), 'none'] },
    { id: 'remarks', title: both(textOf('Remarks on it')), type: 'text', perAnswer: false, required: false },
  ];
  return { ...hostileGraph(file, { form: 'questionnaire', questions }), name: nameOf('Questionnaire') };
}

/** Answers the first page of a questionnaire by the API. */
async function fillIn({ api }: Served, run: string, labeler: string) {
  const at = { run, node: 'labeling', labeler, ahead: 0 };
  const { tasks } = await api.labeling.work.mutate({ ...at, active: true });
  const [task] = tasks;
  if (!task) throw new Error('The questionnaire asks nothing.');
  const each = Object.fromEntries(task.candidates.map(({ slot }) => [slot, { asked: nameOf('Option') }]));
  const value = { each, overall: { remarks: textOf('Remarked') } };
  const answer = { taskId: task.taskId, outcome: 'answered' as const, value, timeMs: 3000 };
  await api.labeling.answer.mutate({ ...at, answer: { ...answer, idempotencyKey: randomUUID() } });
}

interface Answering {
  /** Prefers the answer that comes last in the alphabet, otherwise the first one. */
  last: boolean;
  most: number;
}

/** Judges pairs by the API, each with a critique and a better text. */
async function answer({ api }: Served, run: string, labeler: string, { last, most }: Answering) {
  const at = { run, node: 'labeling', labeler, ahead: 0 };
  let { tasks } = await api.labeling.work.mutate({ ...at, active: true });
  for (let count = 0; count < most && tasks[0]; count++) {
    const [task] = tasks;
    const [first = '', second = ''] = task.candidates.map(({ text }) => text);
    const { outcome, value } = pairAnswer(first < second !== last ? 'first' : 'second');
    const said = { ...value, critique: textOf('Critique'), edit: textOf(`Edit ${count}`) };
    const sent = { taskId: task.taskId, outcome, value: said, timeMs: 3000, idempotencyKey: randomUUID() };
    ({ tasks } = await api.labeling.answer.mutate({ ...at, answer: sent }));
  }
}
