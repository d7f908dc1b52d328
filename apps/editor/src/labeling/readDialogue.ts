import { type ConversationMessage, readConversation } from '@heed/schema';

/** Who speaks, as dialogues written in one text name them. */
const roles = { Human: 'user', Assistant: 'assistant', System: 'system' } as const;
const TURN = /^(Human|Assistant|System): ?([\s\S]*)$/;

/** The turns of a dialogue in one text, as HH-RLHF writes them; undefined where it has fewer than two. */
function readTurns(prompt: string): ConversationMessage[] | undefined {
  const turns = prompt.trim().split(/\n\n(?=(?:Human|Assistant|System): ?)/);
  const messages = turns.flatMap((turn) => {
    const [, name, content = ''] = TURN.exec(turn) ?? [];
    return name ? [{ role: roles[name as keyof typeof roles], content }] : [];
  });
  return turns.length > 1 && messages.length === turns.length ? messages : undefined;
}

/** What was said so far in a prompt that is a conversation, as messages or in one text; undefined in any other. */
export function readDialogue(prompt: string): ConversationMessage[] | undefined {
  return readConversation(prompt) ?? readTurns(prompt);
}
