import { describe, expect, test } from 'vitest';
import { Model, parseModelConfig } from '../index.ts';

const config = { model_type: 'gpt2', vocab_size: 50, n_positions: 16, n_embd: 32, n_layer: 3, n_head: 4 };
const create = (head: 'language-model' | 'score' = 'language-model', seed = 1) =>
  Model.initialize(config, { head, seed });

describe('configuration', () => {
  test('fills in defaults and keeps keys that it does not read', () => {
    const parsed = parseModelConfig({ ...config, resid_pdrop: 0.1 });
    expect(parsed).toMatchObject({
      activation_function: 'gelu_new',
      layer_norm_epsilon: 1e-5,
      resid_pdrop: 0.1,
    });
  });

  test.each([
    [{ activation_function: 'relu' }, 'activation_function = "relu"'],
    [{ n_embd: 30 }, 'n_embd = 30, which is not a multiple of n_head = 4'],
    [{ vocab_size: 0 }, 'vocab_size = 0'],
    [{ tie_word_embeddings: false }, 'tie_word_embeddings = false'],
    [
      { model_type: 'bert' },
      'The model type "bert" is not supported; supported are: "gpt2", "llama", "mistral"',
    ],
    [{ model_type: undefined }, 'no "model_type"'],
  ])('refuses %j and names it', (change, message) => {
    expect(() => parseModelConfig({ ...config, ...change })).toThrow(message);
  });
});

describe('Model', () => {
  test('starts with the deviations of GPT-2', () => {
    const deviation = (name: string) => {
      const data = create('score').parameters.view(name);
      return Math.sqrt(data.reduce((all, one) => all + one * one, 0) / data.length);
    };
    expect(deviation('transformer.h.0.mlp.c_fc.weight')).toBeCloseTo(0.02, 3);
    expect(deviation('transformer.h.2.mlp.c_proj.weight')).toBeCloseTo(0.02 / Math.sqrt(6), 3);
    expect(Math.abs(deviation('score.weight') - 1 / Math.sqrt(33))).toBeLessThan(0.06);
    expect(deviation('transformer.ln_f.weight')).toBe(1);
    expect(deviation('transformer.ln_f.bias')).toBe(0);
  });

  test('has the names and shapes of Hugging Face', () => {
    const shapes = Object.fromEntries(
      [...create('score').tensors()].map(([name, { shape }]) => [name, shape.join()]),
    );
    expect(Object.keys(shapes)).toHaveLength(2 + 3 * 12 + 2 + 1);
    expect(shapes).toMatchObject({
      'transformer.wte.weight': '50,32',
      'transformer.h.1.attn.c_attn.weight': '32,96',
      'transformer.h.1.attn.c_attn.bias': '96',
      'transformer.h.2.mlp.c_proj.weight': '128,32',
      'score.weight': '1,32',
    });
  });

  test('gives another head the same backbone, and a score head of its own from the seed', () => {
    const language = create();
    const score = language.withHead('score', 9);
    expect(score.parameters.view('transformer.h.0.ln_1.weight')).toEqual(
      language.parameters.view('transformer.h.0.ln_1.weight'),
    );
    expect(score.parameters.view('score.weight')).toEqual(
      language.withHead('score', 9).parameters.view('score.weight'),
    );
    expect(score.parameters.view('score.weight')).not.toEqual(
      language.withHead('score', 8).parameters.view('score.weight'),
    );
    expect(score.withHead('language-model', 0).parameters.data).toEqual(language.parameters.data);
  });

  test('a clone has weights of its own', () => {
    const model = create();
    const copy = model.clone();
    model.parameters.view('transformer.wte.weight')[0] = 7;
    expect(copy.parameters.view('transformer.wte.weight')[0]).not.toBe(7);
  });

  test('reads the names of the bare GPT2Model and ignores its causal masks', () => {
    const bare = new Map(
      [...create().tensors()].map(([name, one]) => [name.replace('transformer.', ''), one]),
    );
    bare.set('h.0.attn.bias', { shape: [1], data: new Float32Array(1) });
    bare.set('lm_head.weight', bare.get('wte.weight') as { shape: number[]; data: Float32Array });
    expect(Model.fromTensors(config, bare, { head: 'language-model', seed: 0 }).parameters.data).toEqual(
      create().parameters.data,
    );
  });

  test('names weights that are missing, of another shape or unknown', () => {
    const tensors = create().tensors();
    tensors.delete('transformer.ln_f.bias');
    tensors.set('transformer.ln_f.weight', { shape: [3], data: new Float32Array(3) });
    tensors.set('adapter.weight', { shape: [3], data: new Float32Array(3) });
    expect(() => Model.fromTensors(config, tensors, { head: 'language-model', seed: 0 })).toThrow(
      'transformer.ln_f.weight is [3] instead of [32]; transformer.ln_f.bias is missing; adapter.weight is unknown',
    );
  });
});
