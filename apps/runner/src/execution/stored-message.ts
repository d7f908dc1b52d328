import { type Message, messageSchema } from '@heed/schema';

/** A message as one column of text. */
export function storedMessage(message: Message): string {
  return typeof message === 'string' ? message : JSON.stringify(message);
}

/** A message from its column; plain text is one that is the same in every language. */
export function readMessage(stored: string): Message {
  if (!stored.startsWith('{')) return stored;
  try {
    return messageSchema.parse(JSON.parse(stored));
  } catch {
    return stored;
  }
}
