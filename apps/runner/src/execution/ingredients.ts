import { describeConfig, type Localized, type NodeSpec, text } from '@heed/schema';
import { canonicalJson, digestOf } from '../canonical.ts';

/** Everything that a node's result follows from. Equal ingredients, equal result. */
export interface CacheIngredients {
  kind: string;
  version: number;
  /** Digest of the code that would run. */
  code: string;
  /** Result-affecting fields; files by what is in them, not by where they are. */
  config: Record<string, unknown>;
  seed: number;
  /** Artifact ids by input port. */
  inputs: Record<string, string[]>;
}

/** A Merkle key: the ids of the inputs stand for everything before them. */
export function cacheKey(ingredients: CacheIngredients): string {
  return digestOf(ingredients);
}

/** A 32-bit seed that follows from the graph's seed and the node's id. */
export function nodeSeed(graphSeed: number, node: string): number {
  return Number.parseInt(digestOf([graphSeed, node]).slice(0, 8), 16);
}

function shown(value: unknown): string {
  const json = canonicalJson(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

/** "Why did this rerun?": what differs from the ingredients of the last success. Empty when nothing does. */
export function differences(spec: NodeSpec, now: CacheIngredients, before: CacheIngredients): Localized[] {
  const reasons: Localized[] = [];
  if (now.kind !== before.kind)
    reasons.push(text(`kind: ${before.kind} → ${now.kind}`, `类型：${before.kind} → ${now.kind}`));
  if (now.version !== before.version || now.code !== before.code)
    reasons.push(text('the code of this node kind changed', '此类节点的代码有改动'));
  reasons.push(...configDifferences(spec, now.config, before.config));
  if (now.seed !== before.seed) reasons.push(text('the seed changed', '随机种子有改动'));
  reasons.push(...inputDifferences(spec, now.inputs, before.inputs));
  return reasons;
}

type Config = CacheIngredients['config'];

function configDifferences(spec: NodeSpec, now: Config, before: Config): Localized[] {
  const titles = new Map(describeConfig(spec).map(({ name, title }) => [name, title]));
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  return names
    .filter((name) => canonicalJson(now[name]) !== canonicalJson(before[name]))
    .map((name) => {
      const title = titles.get(name) ?? text(name, name);
      const change = `${shown(before[name])} → ${shown(now[name])}`;
      return text(`${title.en}: ${change}`, `${title.zh}：${change}`);
    });
}

type Inputs = CacheIngredients['inputs'];

function inputDifferences(spec: NodeSpec, now: Inputs, before: Inputs): Localized[] {
  const ports = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  return ports
    .filter((port) => canonicalJson(now[port]) !== canonicalJson(before[port]))
    .map((port) => {
      const title = spec.inputs[port]?.title ?? text(port, port);
      return text(`the input "${title.en}" changed`, `输入“${title.zh}”有变化`);
    });
}
