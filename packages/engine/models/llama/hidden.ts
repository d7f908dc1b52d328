import { add } from '../../operators/add.ts';
import { gather } from '../../operators/gather.ts';
import { matmul } from '../../operators/matmul.ts';
import { mul } from '../../operators/mul.ts';
import { reshape } from '../../operators/reshape.ts';
import { rmsNorm } from '../../operators/rmsNorm.ts';
import { rotary } from '../../operators/rotary.ts';
import { silu } from '../../operators/silu.ts';
import { transpose } from '../../operators/transpose.ts';
import { multiply } from '../../tensor/dimension.ts';
import { dimOf, type Tensor } from '../../tensor/tensor.ts';
import { adapted } from '../adapted.ts';
import type { Attend, Weights } from '../family.ts';
import { anglesAt } from './angles.ts';
import type { LlamaConfig } from './config.ts';
import { ropeOf } from './rope.ts';
import type { LlamaVariant } from './variant.ts';
import { hasBias } from './weights.ts';

/**
 * The final hidden states [B,T,C] of tokens [B,T] (Touvron et al., 2023). In each block, with N an RMS norm:
 *   q, k, v = R(Wq N(x)), R(Wk N(x)), Wv N(x)      R turns pairs by the position (Su et al., 2021)
 *   x ← x + Wo attention(q, k, v)                  a key serves several queries (Ainslie et al., 2023)
 *   x ← x + Wdown (silu(Wgate N(x)) ⊙ Wup N(x))    SwiGLU (Shazeer, 2020)
 */
export function llamaHidden(
  variant: LlamaVariant,
  config: LlamaConfig,
  weights: Weights,
  tokens: Tensor,
  positions: Tensor,
  attend: Attend,
): Tensor {
  const { hidden_size: width, head_dim: headWidth } = config;
  const [heads, shared] = [config.num_attention_heads, config.num_key_value_heads];
  const [batch, length] = [dimOf(tokens, 0), dimOf(tokens, 1)];
  const rows = multiply(batch, length);
  const embeddings = weights('model.embed_tokens.weight');
  const { cosine, sine } = anglesAt(positions, ropeOf(config), {
    width: headWidth,
    maxPositions: config.max_position_embeddings,
    dtype: embeddings.dtype,
  });

  const norm = (x: Tensor, name: string) => rmsNorm(x, weights(`${name}.weight`), config.rms_norm_eps);
  const dense = (x: Tensor, name: string) => {
    const y = matmul(x, weights(`${name}.weight`), { transposeB: true });
    return adapted(weights, name, x, hasBias(variant, config, name) ? add(y, weights(`${name}.bias`)) : y);
  };
  const perHead = (x: Tensor, name: string, count: number) =>
    transpose(reshape(dense(x, `${name}_proj`), [batch, length, count, headWidth]), [0, 2, 1, 3]);
  const turned = (x: Tensor, name: string, count: number) => {
    const states = perHead(x, name, count);
    return rotary(variant.queryKeyNorm ? norm(states, `${name}_norm`) : states, cosine, sine);
  };

  let x = reshape(gather(embeddings, tokens), [rows, width]);
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    const name = `model.layers.${layer}`;
    const before = norm(x, `${name}.input_layernorm`);
    const query = turned(before, `${name}.self_attn.q`, heads);
    const key = turned(before, `${name}.self_attn.k`, shared);
    const mixed = attend(layer, query, key, perHead(before, `${name}.self_attn.v`, shared));
    const joined = reshape(transpose(mixed, [0, 2, 1, 3]), [rows, heads * headWidth]);
    x = add(x, dense(joined, `${name}.self_attn.o_proj`));
    const between = norm(x, `${name}.post_attention_layernorm`);
    const gate = silu(dense(between, `${name}.mlp.gate_proj`));
    x = add(x, dense(mul(gate, dense(between, `${name}.mlp.up_proj`)), `${name}.mlp.down_proj`));
  }
  return reshape(norm(x, 'model.norm'), [batch, length, width]);
}
