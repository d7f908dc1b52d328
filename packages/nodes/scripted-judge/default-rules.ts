import { text } from '@heed/schema';
import type { Rule } from '../shared/reward-rules.ts';

/** A start for any task: answers of a fair length, polite, in the language of the question, without repetition. */
export const defaultRules: Rule[] = [
  {
    type: 'length',
    name: 'length',
    title: text('Neither too short nor too long', '长短适中'),
    weight: 1,
    unit: 'words',
    minimum: 5,
    maximum: 80,
  },
  {
    type: 'contains-any',
    name: 'friendly',
    title: text('Friendly', '友好'),
    weight: 0.5,
    phrases: ['please', 'hope', 'enjoy', 'welcome', 'happy to', 'glad', '请', '希望', '祝', '记得', '欢迎'],
  },
  {
    type: 'contains-none',
    name: 'rude',
    title: text('Not rude', '不粗鲁'),
    weight: 1,
    phrases: ['stupid', 'idiot', 'shut up', 'go away', 'who cares', '笨', '蠢', '闭嘴', '滚', '烦死'],
  },
  {
    type: 'repeats',
    name: 'repetition',
    title: text('No repetition', '不重复'),
    weight: 2,
    run: 3,
  },
  {
    type: 'language',
    name: 'language',
    title: text('In the language of the question', '与提问语言一致'),
    weight: 2,
  },
];
