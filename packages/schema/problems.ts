import { type Localized, text } from './text.ts';

/**
 * Every way in which a graph can be wrong, numbered so that documentation and people can point at one.
 * Each sentence says what, where, and what to do.
 */
export const problemTable = {
  'not-json': [
    100,
    (p) =>
      text(
        `${p.file} is not valid JSON (${p.detail}); fix that place in a text editor, or choose a file that Heed exported.`,
        `${p.file} 不是有效的 JSON（${p.detailZh}）；请用文本编辑器修正该处，或选择由 Heed 导出的文件。`,
      ),
  ],
  'bad-shape': [
    101,
    (p) =>
      text(
        `The graph file is wrong at ${p.path}: ${p.detail}.`,
        `图文件在 ${p.path} 处有误：${p.detailZh}。`,
      ),
  ],
  'newer-format': [
    102,
    (p) =>
      text(
        `This graph was saved in format version ${p.found}, this Heed knows up to ${p.known}; update Heed to open it.`,
        `此图以格式版本 ${p.found} 保存，当前 Heed 最高支持 ${p.known}；请升级 Heed 后再打开。`,
      ),
  ],
  'empty-graph': [
    103,
    () =>
      text(
        'The graph has no nodes; add one from the palette or start from a template.',
        '图中没有节点；请从节点面板添加，或从模板开始。',
      ),
  ],
  'duplicate-id': [
    104,
    (p) =>
      text(
        `Two nodes have the id "${p.node}"; rename one of them.`,
        `有两个节点的 id 都是“${p.node}”；请重命名其中一个。`,
      ),
  ],
  'unknown-kind': [
    105,
    (p) =>
      text(
        `Node "${p.node}" is of the unknown kind "${p.kind}"; remove it or install the kind.`,
        `节点“${p.node}”的类型“${p.kind}”未知；请删除该节点或安装此类型。`,
      ),
  ],
  'newer-kind': [
    106,
    (p) =>
      text(
        `Node "${p.node}" was saved by version ${p.found} of "${p.kind}", this Heed has version ${p.known}; update Heed.`,
        `节点“${p.node}”由“${p.kind}”的版本 ${p.found} 保存，当前 Heed 为版本 ${p.known}；请升级 Heed。`,
      ),
  ],
  'dangling-edge': [
    107,
    (p) =>
      text(
        `A wire from ${p.from} to ${p.to} ends at node "${p.node}", which does not exist; remove the wire.`,
        `从 ${p.from} 到 ${p.to} 的连线指向不存在的节点“${p.node}”；请删除该连线。`,
      ),
  ],
  'unknown-port': [
    108,
    (p) =>
      text(
        `Node "${p.node}" has no ${p.direction} named "${p.port}"; it has ${p.ports}.`,
        `节点“${p.node}”没有名为“${p.port}”的${p.direction === 'input' ? '输入' : '输出'}端口；可用的有：${p.ports}。`,
      ),
  ],
  'wrong-type': [
    109,
    (p) =>
      text(
        `${p.from} gives ${p.given}, but ${p.to} takes ${p.wanted}; ${p.hint ? `insert "${p.hint}" between them` : `wire ${p.wanted} to it instead`}.`,
        `${p.from} 输出的是${p.givenZh}，而 ${p.to} 需要${p.wantedZh}；${p.hintZh ? `可在两者之间插入“${p.hintZh}”` : `请改接${p.wantedZh}`}。`,
      ),
  ],
  'facts-differ': [
    110,
    (p) =>
      text(
        `Node "${p.node}": the ${p.fact} of its inputs must be the same, but ${p.first} has ${p.firstValue} and ${p.second} has ${p.secondValue}.`,
        `节点“${p.node}”：各输入的${p.factZh}必须一致，但 ${p.first} 为${p.firstValueZh}，${p.second} 为${p.secondValueZh}。`,
      ),
  ],
  'input-taken': [
    111,
    (p) =>
      text(
        `The input ${p.to} already has a wire from ${p.from}; remove it first.`,
        `输入 ${p.to} 已连接来自 ${p.from} 的线；请先删除它。`,
      ),
  ],
  'missing-input': [
    112,
    (p) =>
      text(
        `Node "${p.node}" needs a wire at its input "${p.port}" (${p.wanted}).`,
        `节点“${p.node}”的输入“${p.port}”需要连线（${p.wantedZh}）。`,
      ),
  ],
  'unknown-parameter': [
    113,
    (p) =>
      text(
        `Node "${p.node}" (${p.kind}) has no parameter "${p.parameter}"${p.suggestion ? `; did you mean "${p.suggestion}"?` : `; it has ${p.parameters}.`}`,
        `节点“${p.node}”（${p.kind}）没有参数“${p.parameter}”${p.suggestion ? `；是否想写“${p.suggestion}”？` : `；可用参数：${p.parameters}。`}`,
      ),
  ],
  'bad-parameter': [
    114,
    (p) =>
      text(
        `Node "${p.node}": parameter "${p.parameter}" ${p.detail}.`,
        `节点“${p.node}”：参数“${p.parameter}”${p.detailZh}。`,
      ),
  ],
  cycle: [
    115,
    (p) =>
      text(
        `The wires form a cycle: ${p.path}; remove one of them.`,
        `连线形成了环：${p.path}；请删除其中一条。`,
      ),
  ],
  'too-much-memory': [
    117,
    (p) =>
      text(
        `Node "${p.node}" needs at least ${p.need} of memory, but this machine has ${p.has}; ${p.field ? `lower its "${p.field}" or ` : ''}choose a smaller model.`,
        `节点“${p.node}”至少需要 ${p.need} 内存，而本机只有 ${p.has}；请${p.fieldZh ? `减小其“${p.fieldZh}”或` : ''}改用更小的模型。`,
      ),
  ],
  'all-off': [
    118,
    () =>
      text(
        'Every node is switched off or hangs on one that is; switch one on.',
        '所有节点都已关闭，或依赖于已关闭的节点；请至少打开一个。',
      ),
  ],
  'cannot-bypass': [
    119,
    (p) =>
      text(
        `Node "${p.node}" cannot be bypassed: nothing wired into it is of the type of its output "${p.port}" (${p.given}); wire such an input, switch the node off, or take it back in.`,
        `节点“${p.node}”无法旁路：接入它的连线中没有与其输出“${p.port}”（${p.givenZh}）同类型的；请接上这样的输入、关闭该节点或取消旁路。`,
      ),
  ],
  'node-off': [
    120,
    (p) =>
      text(
        `Node "${p.node}" is switched off, bypassed, or hangs on a node that is switched off; switch it on to run it.`,
        `节点“${p.node}”已关闭、已旁路，或依赖于已关闭的节点；请先打开它再运行。`,
      ),
  ],
  'unknown-graph-parameter': [
    121,
    (p) =>
      text(
        `This graph has no parameter "${p.parameter}"; its parameters are ${p.parameters}. Any field can be set as node.parameter=value.`,
        `此图没有参数“${p.parameter}”；现有参数：${p.parameters}。任何字段也可写作 node.parameter=value。`,
      ),
  ],
  'unknown-metric': [
    122,
    (p) =>
      text(
        `A stop rule of node "${p.node}" looks at "${p.metric}", which is no metric of it; its metrics are ${p.metrics}.`,
        `节点“${p.node}”的一条停止规则引用了“${p.metric}”，但它没有这个指标；现有指标：${p.metrics}。`,
      ),
  ],
  'wrong-contents': [
    123,
    (p) =>
      text(
        `${p.from} gives ${p.given}, but ${p.to} takes only ${p.wanted}; wire ${p.wanted} to it, or remove the wire.`,
        `${p.from} 输出的是${p.givenZh}，而 ${p.to} 只接受${p.wantedZh}；请改接${p.wantedZh}，或删除该连线。`,
      ),
  ],
  'mixed-contents': [
    124,
    (p) =>
      text(
        `${p.to} gets ${p.wanted} already, but ${p.from} gives ${p.given}; what is compared has to be of one kind: remove the wire, or give it a node of its own.`,
        `${p.to} 已接入${p.wantedZh}，而 ${p.from} 输出的是${p.givenZh}；一起比较的内容须为同一种：请删除该连线，或为其另设节点。`,
      ),
  ],
  'bad-input': [
    125,
    (p) =>
      text(
        `Node "${p.node}": its input "${p.port}" ${p.detail}.`,
        `节点“${p.node}”：其输入“${p.port}”${p.detailZh}。`,
      ),
  ],
  'missing-file': [
    126,
    (p) =>
      text(
        `Node "${p.node}": the file ${p.file} does not exist${p.place ? ` (looked for at ${p.place})` : ''}; correct "${p.field}" or upload the file.`,
        `节点“${p.node}”：文件 ${p.file} 不存在${p.place ? `（查找位置：${p.place}）` : ''}；请更正“${p.fieldZh}”或上传文件。`,
      ),
  ],
  'missing-device': [
    130,
    (p) =>
      text(
        `Node "${p.node}": ${p.device} cannot be used on this machine: ${p.reason}; choose "Automatic" as its device, or run the pipeline where it is.`,
        `节点“${p.node}”：本机无法使用 ${p.device}：${p.reasonZh}；请将其计算设备改为“自动”，或在有该设备的机器上运行。`,
      ),
  ],
  'missing-endpoint': [
    131,
    (p) =>
      text(
        `Node "${p.node}": there is no endpoint "${p.endpoint}" on this runner${p.others ? `, it has ${p.others}` : ''}; an owner adds it under Settings, or with: heed endpoints add ${p.endpoint} URL`,
        `节点“${p.node}”：此运行器上没有端点“${p.endpoint}”${p.othersZh ? `（现有：${p.othersZh}）` : ''}；可由所有者在“设置”中添加，或运行：heed endpoints add ${p.endpoint} URL`,
      ),
  ],
  'not-a-graph': [
    127,
    () =>
      text(
        'This is no pipeline of Heed: it does not say "format": "heed/graph"; choose a file that Heed exported.',
        '这不是 Heed 的流程：其中没有 "format": "heed/graph"；请选择由 Heed 导出的文件。',
      ),
  ],
  'empty-file': [
    128,
    (p) =>
      text(
        `${p.file} is empty; choose a file that Heed exported.`,
        `${p.file} 是空文件；请选择由 Heed 导出的文件。`,
      ),
  ],
  'large-file': [
    129,
    (p) =>
      text(
        `${p.file} has ${p.size}, a pipeline has at most ${p.most}; give data to a data node instead.`,
        `${p.file} 的大小为 ${p.size}，而流程最大为 ${p.most}；数据文件请交给数据节点。`,
      ),
  ],
  'unknown-node': [
    116,
    (p) =>
      text(
        `There is no node "${p.node}" in this graph; its nodes are ${p.nodes}.`,
        `图中没有节点“${p.node}”；现有节点：${p.nodes}。`,
      ),
  ],
} as const satisfies Record<string, readonly [number, (parameters: Record<string, string>) => Localized]>;

export type ProblemCode = keyof typeof problemTable;

/** What the editor can do about a problem with one click. */
export type Fix =
  | { action: 'insert-node'; kind: string; input: string; output: string }
  | { action: 'remove-edge'; edge: number };

export interface Problem {
  code: ProblemCode;
  number: number;
  message: Localized;
  node?: string;
  port?: string;
  /** Index into `graph.edges`. */
  edge?: number;
  parameter?: string;
  fix?: Fix;
}

type Place = Pick<Problem, 'node' | 'port' | 'edge' | 'parameter' | 'fix'>;

/** Makes a problem from the table: `problem('empty-graph')`. */
export function problem(
  code: ProblemCode,
  parameters: Record<string, string> = {},
  place: Place = {},
): Problem {
  const [number, message] = problemTable[code];
  return { code, number, message: message(parameters), ...place };
}

/** Thrown where a problem must stop the program: the CLI prints it and exits with code 2. */
export class GraphError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((one) => one.message.en).join('\n'));
    this.name = 'GraphError';
    this.problems = problems;
  }
}
