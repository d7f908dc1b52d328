import type { Model, Tokenizer } from '@heed/engine';
import { type Facts, type SummaryItem, text } from '@heed/schema';

/** Facts and one-line figures of a model, for its output folder. */
export function describeModel(model: Model, tokenizer: Tokenizer): { facts: Facts; summary: SummaryItem[] } {
  return {
    facts: {
      modality: 'text',
      tokenizer: tokenizer.digest,
      architecture: model.config.model_type,
      vocabularySize: tokenizer.vocabularySize,
    },
    summary: [
      { title: text('parameters', '参数量'), value: model.parameterCount },
      { title: text('vocabulary', '词表'), value: tokenizer.vocabularySize },
      { title: text('context', '上下文'), value: model.dimensions.contextLength },
    ],
  };
}
