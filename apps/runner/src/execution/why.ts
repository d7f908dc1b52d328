import {
  type Cause,
  describeConfig,
  type Endpoint,
  type Localized,
  type NodeSpec,
  type NodeState,
  text,
} from '@heed/schema';
import { canonicalJson } from '../canonical.ts';
import type { CacheIngredients } from './ingredients.ts';

/** A cause as data and as a sentence's clause. */
export interface Reason {
  cause: Cause;
  message: Localized;
}

/** What a comparison needs besides the ingredients. */
export interface Compared {
  spec: NodeSpec;
  /** The wires of the node now, by input port. */
  wires: Record<string, readonly Endpoint[]>;
  /** Seeds of the two graphs. */
  seeds: { before: number; after: number };
}

const LONGEST_VALUE = 60;

function shown(value: unknown): string {
  if (value === undefined) return 'unset';
  const json = canonicalJson(value);
  return json.length > LONGEST_VALUE ? `${json.slice(0, LONGEST_VALUE - 3)}…` : json;
}

/** "Why did this rerun?": what differs from the ingredients of the last run. Empty when nothing does. */
export function differences(compared: Compared, now: CacheIngredients, before: CacheIngredients): Reason[] {
  const { spec, seeds } = compared;
  return [
    ...kindDifferences(now, before),
    ...configDifferences(spec, now.config, before.config),
    ...(now.seed === before.seed ? [] : [seedDifference(seeds)]),
    ...(canonicalJson(now.stop) === canonicalJson(before.stop) ? [] : [stopDifference]),
    ...inputDifferences(compared, now.inputs, before.inputs),
    ...labelDifferences(now.labels, before.labels),
  ];
}

function kindDifferences(now: CacheIngredients, before: CacheIngredients): Reason[] {
  if (now.kind !== before.kind) {
    const change = `${before.kind} → ${now.kind}`;
    const cause = { type: 'kind', before: before.kind, after: now.kind } as const;
    return [{ cause, message: text(`kind: ${change}`, `类型：${change}`) }];
  }
  if (now.version !== before.version) {
    const change = `${before.version} → ${now.version}`;
    const cause = { type: 'version', before: before.version, after: now.version } as const;
    return [{ cause, message: text(`version of this node kind: ${change}`, `节点类型版本：${change}`) }];
  }
  if (now.code === before.code) return [];
  const cause = { type: 'code', before: before.code, after: now.code } as const;
  return [{ cause, message: text('the code of this node kind changed', '此类节点的代码有改动') }];
}

const stopDifference: Reason = {
  cause: { type: 'stop-rules' },
  message: text('its stop rules changed', '其停止规则有改动'),
};

function seedDifference({ before, after }: Compared['seeds']): Reason {
  const change = `${before} → ${after}`;
  const message =
    before === after
      ? text('its seed changed with its id', '其随机种子随节点 id 改变')
      : text(`the seed changed: ${change}`, `随机种子有改动：${change}`);
  return { cause: { type: 'seed', before, after }, message };
}

function changedKeys(now: Record<string, unknown>, before: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  return names.filter((name) => canonicalJson(now[name]) !== canonicalJson(before[name]));
}

type Config = CacheIngredients['config'];

function configDifferences(spec: NodeSpec, now: Config, before: Config): Reason[] {
  const changed = changedKeys(now, before);
  if (changed.length === 0) return [];
  const titles = new Map(describeConfig(spec).map(({ name, title }) => [name, title]));
  return changed.map((field) => {
    const title = titles.get(field) ?? text(field, field);
    const change = `${shown(before[field])} → ${shown(now[field])}`;
    const cause = { type: 'config', field, before: before[field], after: now[field] } as const;
    return { cause, message: text(`${title.en}: ${change}`, `${title.zh}：${change}`) };
  });
}

type Inputs = CacheIngredients['inputs'];

function inputDifferences({ spec, wires }: Compared, now: Inputs, before: Inputs): Reason[] {
  return changedKeys(now, before).map((port) => {
    const title = spec.inputs[port]?.title ?? text(port, port);
    const [earlier, later] = [before[port] ?? [], now[port] ?? []];
    const change = inputChange(earlier, later, wires[port] ?? []);
    const cause = { type: 'input', port, before: earlier, after: later } as const;
    return {
      cause,
      message: text(`the input "${title.en}" changed: ${change.en}`, `输入“${title.zh}”有变化：${change.zh}`),
    };
  });
}

/** New answers of people, or a new round of asking. */
function labelDifferences(now: CacheIngredients['labels'], before: CacheIngredients['labels']): Reason[] {
  if (now?.revision === before?.revision && now?.round === before?.round) return [];
  const given = [before?.judgements ?? 0, now?.judgements ?? 0] as const;
  const rounds = [before?.round ?? 0, now?.round ?? 0] as const;
  const cause = { type: 'labels', before: given[0], after: given[1], round: rounds[1] } as const;
  const more = given[1] - given[0];
  if (more > 0)
    return [
      {
        cause,
        message: text(more === 1 ? '1 more judgement' : `${more} more judgements`, `新增 ${more} 条评判`),
      },
    ];
  if (rounds[0] !== rounds[1])
    return [
      { cause, message: text(`a new round of labeling: ${rounds[1]}`, `新一轮标注：第 ${rounds[1]} 轮`) },
    ];
  return [{ cause, message: text('judgements were withdrawn', '有评判被撤回') }];
}

/** `a.out 1f0c93d2 → 77ab01ce` for each wire that brings something else, or the numbers of wires. */
function inputChange(
  before: readonly string[],
  after: readonly string[],
  wires: readonly Endpoint[],
): Localized {
  if (before.length !== after.length) {
    const [few, many] = [before.length, after.length];
    return text(`${few} → ${many} artifacts`, `${few} → ${many} 个产物`);
  }
  const changes = after.flatMap((id, index) => {
    const wire = wires[index];
    const name = wire ? `${wire.node}.${wire.port} ` : '';
    return id === before[index] ? [] : [`${name}${before[index]?.slice(0, 8)} → ${id.slice(0, 8)}`];
  });
  return text(changes.join(', '), changes.join('，'));
}

/** Why a node runs that the cache was not asked for. */
export function forcedReason(node: string, from: string | undefined): Reason {
  const cause = { type: 'forced', from } as const;
  if (from === undefined) return { cause, message: text('a fresh run was asked for', '要求全部重新运行') };
  const itself = text('a run from this node on was asked for', '要求从此节点开始运行');
  const behind = text(
    `a run from "${from}" on was asked for, and this node depends on it`,
    `要求从“${from}”开始运行，而此节点依赖它`,
  );
  return { cause, message: from === node ? itself : behind };
}

/** The node has never run in this graph. */
export const firstReason: Reason = {
  cause: { type: 'first' },
  message: text('this node has not run before in this graph', '此图中该节点尚未运行过'),
};

/** States in which an attempt is over and has given out nothing. */
const endedWithout: ReadonlySet<string> = new Set<NodeState>(['failed', 'lost', 'cancelled', 'skipped']);

/** Why a node runs again though nothing about it changed: how its last run ended. */
export function unchangedReason(state: string): Reason {
  if (state === 'succeeded') {
    const message = text(
      'its earlier result is no longer in the data folder',
      '先前的结果已不在数据文件夹中',
    );
    return { cause: { type: 'gone' }, message };
  }
  const message = endedWithout.has(state)
    ? text(`its last run did not succeed (${state})`, `上次运行未成功（${state}）`)
    : text(`its last run is not done yet (${state})`, `上次运行尚未完成（${state}）`);
  return { cause: { type: 'unfinished', state }, message };
}
