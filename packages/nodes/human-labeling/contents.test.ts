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
