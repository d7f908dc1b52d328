/** What a Hugging Face `config.json` says about a model, under the names that the families use. */
export interface ModelFacts {
  architecture?: string;
  layers?: number;
  width?: number;
  heads?: number;
  vocabulary?: number;
  context?: number;
}

type Config = Readonly<Record<string, unknown>>;

function firstNumber(config: Config, ...names: string[]): number | undefined {
  return names.map((name) => config[name]).find((value) => typeof value === 'number');
}

/** Reads the facts of a config; GPT-2 and Llama names alike. Unknown ones stay absent. */
export function modelFacts(config: Config): ModelFacts {
  const [architecture] = Array.isArray(config.architectures) ? config.architectures : [config.model_type];
  return {
    architecture: typeof architecture === 'string' ? architecture : undefined,
    layers: firstNumber(config, 'num_hidden_layers', 'n_layer'),
    width: firstNumber(config, 'hidden_size', 'n_embd'),
    heads: firstNumber(config, 'num_attention_heads', 'n_head'),
    vocabulary: firstNumber(config, 'vocab_size'),
    context: firstNumber(config, 'max_position_embeddings', 'n_positions', 'n_ctx'),
  };
}
