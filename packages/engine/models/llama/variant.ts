/** What distinguishes the members of the Llama family from each other. */
export interface LlamaVariant {
  modelType: string;
  /** Stem of the names in `transformers`, e.g. `Llama` of LlamaForCausalLM. */
  className: string;
  /** What `transformers` assumes for keys that a config.json lacks. */
  defaults: Readonly<Record<string, unknown>>;
  /** Which projections of the attention have biases: all or none as `attention_bias` says, none, or all but the last. */
  attentionBias: 'as configured' | 'none' | 'query, key and value';
  /** Whether `mlp_bias` can give the feed-forward layers biases. */
  mlpBias: 'as configured' | 'none';
  /** Whether each head normalizes its queries and keys. */
  queryKeyNorm: boolean;
  /** Whether `sliding_window` counts only beside `use_sliding_window`. */
  windowSwitch: boolean;
}
