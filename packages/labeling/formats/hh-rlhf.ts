import { text } from '@heed/schema';
import { refuseEqual } from './common-start.ts';
import { BadRecord, type FeedbackFormat, textOf } from './feedback.ts';
import { pairsOf } from './pairs.ts';

const HUMAN = '\n\nHuman: ';
const ASSISTANT = '\n\nAssistant:';

/** A dialogue cut before its last answer. Throws where nobody answers. */
function cut(dialogue: string, name: string): { prompt: string; answer: string } {
  const start = dialogue.lastIndexOf(ASSISTANT);
  if (start < 0)
    throw new BadRecord(
      `has no "\\n\\nAssistant:" in "${name}", with which the last answer begins`,
      `的“${name}”中没有标志最后回答开头的“\\n\\nAssistant:”`,
    );
  return { prompt: dialogue.slice(0, start), answer: dialogue.slice(start + ASSISTANT.length) };
}

/** A single question is its words; a dialogue keeps who speaks. */
function promptText(dialogue: string): string {
  const isSingle = dialogue.startsWith(HUMAN) && !dialogue.includes(ASSISTANT);
  return isSingle ? dialogue.slice(HUMAN.length) : dialogue.trimStart();
}

/** The dialogue that leads to an answer. */
function dialogueOf(prompt: string): string {
  return prompt.startsWith('Human: ') ? `\n\n${prompt}` : `${HUMAN}${prompt}`;
}

/** Anthropic's HH-RLHF (Bai et al., 2022): two dialogues that differ in their last answer. */
const hhRlhf: FeedbackFormat = {
  format: 'hh-rlhf',
  title: text('HH-RLHF', 'HH-RLHF'),
  fits: ({ prompt, chosen, rejected }) =>
    prompt === undefined &&
    [chosen, rejected].every((one) => typeof one === 'string' && one.startsWith('\n\nHuman:')),
  read({ chosen, rejected }) {
    const [better, worse] = [
      cut(textOf(chosen, 'chosen'), 'chosen'),
      cut(textOf(rejected, 'rejected'), 'rejected'),
    ];
    if (better.prompt !== worse.prompt)
      throw new BadRecord(
        'has dialogues in "chosen" and "rejected" that differ before their last answer',
        '的“chosen”与“rejected”在最后回答之前已不相同',
      );
    const [first, second] = [textOf(better.answer, 'chosen').trim(), textOf(worse.answer, 'rejected').trim()];
    refuseEqual(first, second);
    const prompt = textOf(promptText(better.prompt), 'chosen');
    return [{ said: 'pair', labeler: null, strength: 1, prompt, chosen: first, rejected: second }];
  },
  write: (feedback) =>
    feedback.flatMap(pairsOf).map(({ prompt, chosen, rejected }) => {
      const start = `${dialogueOf(prompt)}${ASSISTANT} `;
      return { chosen: start + chosen, rejected: start + rejected };
    }),
  keeps: ['edits'],
};

export default hhRlhf;
