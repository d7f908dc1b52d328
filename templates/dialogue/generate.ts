import { join } from 'node:path';
import { createRandom, type Random } from '@heed/engine/random';
import type { ConversationMessage } from '@heed/schema';
import { chinese, english, type Phrases } from './phrases.ts';

/** Conversations of guests in a tea house, cut after each message of the guest: what stands before, and the reply. */
export const DIALOGUES_FILE = join(import.meta.dirname, 'dialogues.jsonl');

/** Conversations in each language. */
const PER_LANGUAGE = 48;
/** Share of replies that are curt: enough that a model learns both ways, and people have something to choose. */
const CURT = 0.4;

const pick = <T>(random: Random, items: readonly T[]): T => items[random.integer(items.length)] as T;

/** What guest and host say by turns. */
function conversation(said: Phrases, random: Random): string[] {
  const tea = pick(random, said.teas);
  const serving = pick(random, [said.serving.hot, said.serving.iced]);
  const sweet = pick(random, said.sweets);
  const takesIt = random.uniform() < 0.6;
  const price = tea.price + (takesIt ? sweet.price : 0);
  const things = said.served(serving, tea.name, takesIt ? sweet.name : undefined);
  const isCurt = () => random.uniform() < CURT;
  const first = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return [
    pick(random, said.order)(tea.name),
    isCurt() ? pick(random, said.askServing.curt) : pick(random, said.askServing.warm)(tea.name),
    first(pick(random, said.choose)(serving)),
    isCurt() ? pick(random, said.offer.curt) : pick(random, said.offer.warm)(serving, tea.name, sweet.name),
    takesIt ? pick(random, said.accept)(sweet.name) : pick(random, said.decline),
    isCurt() ? pick(random, said.total.curt)(price) : first(pick(random, said.total.warm)(things, price)),
  ];
}

function messages(said: readonly string[]): ConversationMessage[] {
  return said.map((content, place) => ({ role: place % 2 ? 'assistant' : 'user', content }));
}

/** The lines of the file: each reply with the conversation before it, in TRL's conversational form. */
export function dialogues(): string {
  const random = createRandom(11);
  const lines = [english, chinese].flatMap((said) =>
    Array.from({ length: PER_LANGUAGE }, (_, index) => {
      const spoken = conversation(said, random.fork(`${said.language} ${index}`));
      return [1, 3, 5].map((reply) => ({
        prompt: messages(spoken.slice(0, reply)),
        completion: messages(spoken).slice(reply, reply + 1),
        language: said.language,
      }));
    }).flat(),
  );
  return `${random
    .shuffle(lines)
    .map((line) => JSON.stringify(line))
    .join('\n')}\n`;
}
