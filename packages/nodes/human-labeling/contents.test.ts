import type { InputTypes } from '@heed/schema';
import { expect, test } from 'vitest';
import { checkContents } from './contents.ts';

const images = { completions: { modality: 'image' } } as const;
const sentences = (...wish: Parameters<typeof checkContents>) =>
  checkContents(...wish).map(({ detail }) => detail.en);

test('texts may be asked about in every form', () => {
  expect(checkContents({ form: 'edit', askEdit: true }, { completions: { modality: 'text' } })).toEqual([]);
  expect(checkContents({ form: 'edit', askEdit: true }, {})).toEqual([]);
});

test('pictures cannot be edited, whichever form lets labelers do so', () => {
  expect(sentences({ form: 'edit', askEdit: false }, images)).toEqual([
    'is "Critique and edit", which is for texts alone, but pictures are wired; choose another form',
  ]);
  expect(sentences({ form: 'pairwise', askEdit: true }, images)).toEqual([
    'is on, but labelers can improve texts alone, and pictures are wired; switch it off',
  ]);
  for (const form of ['pairwise', 'ranking', 'rating', 'questionnaire'])
    expect(checkContents({ form, askEdit: form !== 'pairwise' }, images)).toEqual([]);
});

test('a judge has to be one that can be given what is judged', () => {
  const asked = { form: 'pairwise', askEdit: false };
  for (const judge of [{}, { modality: 'text' }, { modality: 'audio' }] as const)
    expect(sentences(asked, { ...images, judge })).toEqual([
      'brings a judge that cannot be given pictures; let a model as a judge be sent them, or remove the wire',
    ]);
  expect(checkContents(asked, { ...images, judge: { modality: 'image' } })).toEqual([]);
});

const told = (form: string, types: InputTypes) =>
  checkContents({ form, askEdit: false }, {}, types).map(({ port, parameter, detail }) => [
    port ?? parameter,
    detail.en,
  ]);

test('a judge that cannot fill in the form is told where it is wired', () => {
  for (const form of ['pairwise', 'ranking', 'dialogue'])
    expect(told(form, { judge: ['reward-function', 'judge', 'language-model', 'reward-model'] })).toEqual([]);
  expect(told('rating', { judge: ['judge', 'language-model'] })).toEqual([]);
  expect(told('rating', { judge: ['judge', 'reward-model', 'reward-model'] })).toEqual([
    [
      'judge',
      'brings a reward model, which cannot fill in the form "Rating"; choose "Pairwise choice", "Ranking" or "Dialogue", or remove the wire',
    ],
  ]);
  expect(told('questionnaire', { judge: ['judge'] })).toEqual([
    [
      'judge',
      'brings a judge, which cannot fill in the form "Questionnaire"; choose "Pairwise choice", "Ranking", "Dialogue" or "Rating", or remove the wire',
    ],
  ]);
});

test('a model to talk with wants the form "Dialogue", people, and nothing to judge beside it', () => {
  expect(told('dialogue', { model: ['language-model'] })).toEqual([]);
  expect(told('pairwise', { model: ['language-model'] })).toEqual([
    [
      'form',
      'is "Pairwise choice", in which nobody can talk with the wired model; choose "Dialogue", or remove the wire to "model"',
    ],
  ]);
  const all = { model: ['language-model'], judge: ['judge'], completions: ['completions'] } as const;
  expect(told('dialogue', all).map(([place]) => place)).toEqual(['judge', 'completions']);
});
