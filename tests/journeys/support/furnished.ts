import type { Graph } from '@heed/schema';
import { finishedFolder } from './finished.ts';
import { configured, only, tiny, weather } from './graphs.ts';
import { judge } from './labelers.ts';
import { peopleOnly } from './people.ts';
import { preparedFolder } from './prepared.ts';
import { Served } from './served.ts';

/** Ids of what lies in the furnished data folder. */
export interface Furniture {
  /** The tiny weather pipeline, its finished run, and one more with another KL coefficient. */
  graph: string;
  run: string;
  other: string;
  /** The tuned model of the finished run. */
  policy: string;
  /** A run that failed. */
  failed: string;
  /** A run that waits for people, of whom three have judged. */
  waiting: string;
  /** A template that was saved here. */
  template: string;
}

/** A server with some of everything in it: runs, people's answers, flags, versions, a template, guests, keys. */
export interface Furnished extends AsyncDisposable {
  served: Served;
  names: Furniture;
}

/** Starts a server that has some of everything, for tests that look at every page. */
export async function startFurnished(...options: string[]): Promise<Furnished> {
  const { data, about } = await preparedFolder('furnished', furnish);
  const served = await Served.startFrom(data, ...options);
  return { served, names: about, [Symbol.asyncDispose]: () => served[Symbol.asyncDispose]() };
}

async function furnish(): Promise<{ served: Served; about: Furniture }> {
  const { data, about } = await finishedFolder();
  const served = await Served.startFrom(data);
  const { api } = served;
  const { graph, run } = about;
  const start = async (graphId: string, settings: string[] = []) =>
    (await api.runs.start.mutate({ graphId, settings, idempotencyKey: `furnish-${graphId}` })).id;

  const gone = configured(only(weather(), ['data']), { data: { file: 'gone.jsonl' } });
  const [other, waiting, failed] = await Promise.all([
    start(graph, ['ppo.klCoefficient=0.5']),
    start(
      await served.create(
        peopleOnly({
          ...{ overlap: 3, adjudication: 'disagreement', critique: 'optional' },
          guidelines: 'Prefer the kinder answer. 请选更友善的回答。',
        }),
      ),
    ),
    start(await served.create({ ...gone, name: 'Nightly data check 夜间数据检查' })),
  ]);
  await served.untilRun(waiting, 'waiting_human');
  for (const [labeler, reads] of [
    ['Ada', true],
    ['小林', true],
    ['Cy', false],
  ] as const)
    await judge(served, waiting, { labeler, reads, answers: 12 });
  await served.untilRun(failed, 'failed');
  await served.untilRun(other, 'succeeded');
  const { nodes } = await api.runs.get.query({ id: run });
  const policy = nodes.find(({ node }) => node === 'ppo')?.outputs.policy ?? '';

  await api.graphs.save.mutate({ id: graph, revision: 1, graph: decorated(configured(weather(), tiny)) });
  await api.versions.name.mutate({ id: graph, revision: 1, name: 'First draft 初稿' });
  const draft = await served.create({ ...gone, name: 'Thrown away 丢弃的' });
  await api.graphs.remove.mutate({ id: draft });
  const template = await api.templates.save.mutate({
    graph: { ...weather(), name: 'Team template 团队模板' },
    from: graph,
  });
  for (const [prompt, ...answers] of [
    ['Will it rain in Oslo tomorrow?', 'Rain rain rain rain.', 'It stays dry.'],
    ['明天会下雨吗？', '雨雨雨雨。', '不会，带把伞以防万一。'],
  ] as const) {
    const { id } = await api.flags.add.mutate({ run, node: 'ppo', prompt, answers: [...answers] });
    await api.flags.note.mutate({ id, note: 'Repeats itself 重复' });
  }
  await api.access.createInvite.mutate({ role: 'viewer', label: 'Evaluation group 评测组', uses: 5 });
  await api.access.createToken.mutate({ name: 'GPU machine 显卡机', role: 'designer', days: 30 });
  await api.endpoints.set.mutate({ name: 'local judge 本地', url: 'http://127.0.0.1:11434/v1', key: 'k' });
  return { served, about: { graph, run, other, policy, failed, waiting, template: template.id } };
}

/** With a group, a note in Markdown and a comment on what it is for. */
function decorated(graph: Graph): Graph {
  const text = '## Plan 计划\n\n- **Raise** the reward 提高奖励\n- keep `KL` below 4 保持 KL 低于 4';
  return {
    ...graph,
    notes: [...graph.notes, { id: 'plan', text, position: { x: 0, y: 1000 }, width: 320, height: 160 }],
    groups: [{ id: 'reward-side', title: 'Reward 奖励', nodes: ['reward', 'ppo'], collapsed: false }],
  };
}
