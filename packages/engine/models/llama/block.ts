import { add } from '../../operators/add.ts';
import { mul } from '../../operators/mul.ts';
import { reshape } from '../../operators/reshape.ts';
import { rmsNorm } from '../../operators/rmsNorm.ts';
import { rotary } from '../../operators/rotary.ts';
import { silu } from '../../operators/silu.ts';
import { dimOf, type Tensor } from '../../tensor/tensor.ts';
import { atRows } from '../at-rows.ts';
import type { Block, Weights } from '../family.ts';
import { project } from '../project.ts';
import { anglesAt } from './angles.ts';
import type { LlamaConfig } from './config.ts';
import { ropeOf } from './rope.ts';
import type { LlamaVariant } from './variant.ts';
import { hasBias } from './weights.ts';

/**
 * The blocks for rows at positions [N] (Touvron et al., 2023). In each, with N an RMS norm:
 *   q, k, v = R(Wq N(x)), R(Wk N(x)), Wv N(x)      R turns pairs by the position (Su et al., 2021)
 *   x ← x + Wo attention(q, k, v)                  a key serves several queries (Ainslie et al., 2023)
 *   x ← x + Wdown (silu(Wgate N(x)) ⊙ Wup N(x))    SwiGLU (Shazeer, 2020)
 */
export function llamaBlocks(
  variant: LlamaVariant,
  config: LlamaConfig,
  weights: Weights,
  positions: Tensor,
): Block {
  const { head_dim: headWidth } = config;
  const [heads, shared] = [config.num_attention_heads, config.num_key_value_heads];
  const { cosine, sine } = anglesAt(positions, ropeOf(config), {
    width: headWidth,
    maxPositions: config.max_position_embeddings,
    dtype: weights('model.embed_tokens.weight').dtype,
  });

  const dense = (x: Tensor, name: string) =>
    project(weights, name, x, { layout: 'out-in', bias: hasBias(variant, config, name) });
  const perHead = (x: Tensor, name: string, count: number) =>
    reshape(dense(x, `${name}_proj`), [dimOf(x, 0), count, headWidth]);
  const turned = (x: Tensor, name: string, count: number) => {
    const states = perHead(x, name, count);
    const normed = variant.queryKeyNorm ? rmsNormed(config, weights, states, `${name}_norm`) : states;
    return rotary(normed, cosine, sine);
  };

  return (block, states, attend, rows) => {
    const name = `model.layers.${block}`;
    const before = rmsNormed(config, weights, states, `${name}.input_layernorm`);
    const query = turned(before, `${name}.self_attn.q`, heads);
    const key = turned(before, `${name}.self_attn.k`, shared);
    const value = perHead(before, `${name}.self_attn.v`, shared);
    const attended = atRows(attend(query, key, value), rows);
    const mixed = add(atRows(states, rows), dense(attended, `${name}.self_attn.o_proj`));
    const between = rmsNormed(config, weights, mixed, `${name}.post_attention_layernorm`);
    const gate = silu(dense(between, `${name}.mlp.gate_proj`));
    return add(mixed, dense(mul(gate, dense(between, `${name}.mlp.up_proj`)), `${name}.mlp.down_proj`));
  };
}

/** The RMS norm of the last axis by the weight of a name. */
export function rmsNormed(config: LlamaConfig, weights: Weights, x: Tensor, name: string): Tensor {
  return rmsNorm(x, weights(`${name}.weight`), config.rms_norm_eps);
}
