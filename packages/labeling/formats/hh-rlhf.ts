import { type ConversationMessage, text } from '@heed/schema';
import { refuseEqual } from './common-start.ts';
import { messagesOfPrompt, promptOf } from './conversation.ts';
import { BadRecord, type FeedbackFormat, textOf } from './feedback.ts';
import { pairsOf } from './pairs.ts';

const speakers = { Human: 'user', Assistant: 'assistant' } as const;
const headings = { user: '\n\nHuman: ', assistant: '\n\nAssistant: ', system: '' } as const;

/** Each turn begins with a blank line and who speaks; what stands before the first one is a system message. */
function turnsOf(dialogue: string): ConversationMessage[] {
  const [before = '', ...parts] = dialogue.split(/\n\n(Human|Assistant): ?/);
  const turns: ConversationMessage[] = before.trim() === '' ? [] : [{ role: 'system', content: before }];
  for (let at = 0; at < parts.length; at += 2)
    turns.push({ role: speakers[parts[at] as keyof typeof speakers], content: parts[at + 1] ?? '' });
  return turns;
}

/** A dialogue cut before its last answer. Throws where it does not end with an answer. */
function cut(value: unknown, name: string): { prompt: string; answer: string } {
  const turns = turnsOf(textOf(value, name));
  const last = turns.pop();
  if (last?.role === 'assistant')
    return { prompt: promptOf(turns, name), answer: textOf(last.content, name).trim() };
  throw new BadRecord(
    `does not end with a turn of "\\n\\nAssistant:" in "${name}", which is the answer`,
    `的“${name}”没有以“\\n\\nAssistant:”的回答结束`,
  );
}

function dialogueOf(messages: readonly ConversationMessage[]): string {
  return messages.map(({ role, content }) => `${headings[role]}${content}`).join('');
}

/** Prompts that are dialogues in one text say themselves who speaks. */
function startOf(prompt: string): string {
  return prompt.startsWith('Human: ') ? `\n\n${prompt}` : dialogueOf(messagesOfPrompt(prompt));
}

/** Anthropic's HH-RLHF (Bai et al., 2022): two dialogues that differ in their last answer. */
const hhRlhf: FeedbackFormat = {
  format: 'hh-rlhf',
  title: text('HH-RLHF', 'HH-RLHF'),
  fits: ({ prompt, chosen, rejected }) =>
    prompt === undefined &&
    [chosen, rejected].every((one) => typeof one === 'string' && one.includes('\n\nHuman:')),
  read({ chosen, rejected }) {
    const [better, worse] = [cut(chosen, 'chosen'), cut(rejected, 'rejected')];
    if (better.prompt !== worse.prompt)
      throw new BadRecord(
        'has dialogues in "chosen" and "rejected" that differ before their last answer',
        '的“chosen”与“rejected”在最后回答之前已不相同',
      );
    const { prompt } = better;
    refuseEqual(better.answer, worse.answer);
    return [
      { said: 'pair', labeler: null, strength: 1, prompt, chosen: better.answer, rejected: worse.answer },
    ];
  },
  write: (feedback) =>
    feedback.flatMap(pairsOf).map(({ prompt, ...answers }) => {
      const withAnswer = (content: string) => `${startOf(prompt)}${headings.assistant}${content}`;
      return { chosen: withAnswer(answers.chosen), rejected: withAnswer(answers.rejected) };
    }),
  keeps: ['edits'],
};

export default hhRlhf;
