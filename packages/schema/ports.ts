import { z } from 'zod';
import { type Localized, text } from './text.ts';

/** What flows along a wire. The order is the order of the color legend in the editor. */
export const portTypes = {
  prompts: text('Prompts', '提示'),
  demonstrations: text('Demonstrations', '示范'),
  completions: text('Completions', '候选回答'),
  judgements: text('Judgements', '评判'),
  preferences: text('Preferences', '偏好对'),
  rankings: text('Rankings', '排序'),
  ratings: text('Ratings', '评分'),
  'language-model': text('Language model', '语言模型'),
  'reward-model': text('Reward model', '奖励模型'),
  'reward-function': text('Reward function', '奖励函数'),
  judge: text('Judge', '裁判'),
  metrics: text('Metrics', '指标'),
  report: text('Report', '报告'),
} as const satisfies Record<string, Localized>;

export type PortType = keyof typeof portTypes;
export const portTypeSchema = z.enum(Object.keys(portTypes) as [PortType, ...PortType[]]);

const modelSizeSchema = z.object({
  parameters: z.int().positive(),
  layers: z.int().positive(),
  width: z.int().positive(),
  heads: z.int().positive(),
  contextLength: z.int().positive(),
});

/** What contents can be, by the name that stands for several of them. */
export const modalityTitles = {
  text: text('texts', '文本'),
  image: text('pictures', '图像'),
  audio: text('sounds', '音频'),
  video: text('videos', '视频'),
} as const satisfies Record<string, Localized>;
export type Modality = keyof typeof modalityTitles;
export const modalities = Object.keys(modalityTitles) as [Modality, ...Modality[]];

/**
 * What is known of a port before the run. `tokenizer` names an identity, not a digest that only the run can
 * know: two ports with equal identities are sure to share a tokenizer (`scratch:base` = trained by node `base`).
 */
export const factsSchema = z.object({
  modality: z.enum(modalities).optional(),
  tokenizer: z.string().optional(),
  chatTemplate: z.string().optional(),
  architecture: z.string().optional(),
  vocabularySize: z.number().int().positive().optional(),
  columns: z.array(z.string()).optional(),
  /** Sizes of a model, from which its need of memory is estimated. */
  size: modelSizeSchema.optional(),
});
export type Facts = z.infer<typeof factsSchema>;
export type FactName = keyof Facts;

export const factTitles: Record<FactName, Localized> = {
  modality: text('modality', '模态'),
  tokenizer: text('tokenizer', '分词器'),
  chatTemplate: text('chat template', '对话模板'),
  architecture: text('architecture', '架构'),
  vocabularySize: text('vocabulary size', '词表大小'),
  columns: text('columns', '列'),
  size: text('model size', '模型大小'),
};

export interface InputPort {
  /** The port types a wire may bring. */
  accepts: readonly PortType[];
  title: Localized;
  help: Localized;
  /** May the node run without a wire here? */
  optional?: boolean;
  /** May the node run without a wire here where that other input has one? */
  unless?: string;
  /** May several wires end here? */
  many?: boolean;
  /** What contents a wire may bring, as far as it is known; texts alone where nothing is said. */
  modalities?: readonly Modality[];
}

export interface OutputPort {
  type: PortType;
  title: Localized;
  help: Localized;
}
