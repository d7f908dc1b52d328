import { chooseDevice } from '@heed/engine';
import { Chat } from '@heed/nodes/shared/chat.ts';
import { type Localized, localizedSchema, NodeError } from '@heed/schema';
import { type ChatReport, chatOrderSchema } from './chat-messages.ts';

/** Entry of the processes that hold a model for conversations; they end with the runner. */
let chat: Promise<Chat> | undefined;

process.on('disconnect', () => process.exit(1));
/** The terminal sends Ctrl-C to the whole group; the runner decides what it means. */
process.on('SIGINT', () => {});
process.on('message', (message) => {
  const order = chatOrderSchema.parse(message);
  void carryOut(order).then(
    (report) => process.send?.(report),
    (error) => process.send?.(failure(error)),
  );
});

async function carryOut(order: ReturnType<typeof chatOrderSchema.parse>): Promise<ChatReport> {
  if (order.type === 'open') {
    const { directory, temperature, maxNewTokens } = order;
    chat = chooseDevice('auto').then(({ device }) =>
      Chat.open(directory, { temperature, maxNewTokens, device }),
    );
    await chat;
    return { type: 'open' };
  }
  const replies = (await (await chat)?.reply(order.request)) ?? [];
  return { type: 'replies', replies };
}

/** A `NodeError` speaks of the conversation; all else of the model. */
function failure(error: unknown): ChatReport {
  const both = localizedSchema.safeParse((error as { localized?: unknown } | null)?.localized);
  const message = error instanceof Error ? error.message : String(error);
  const told: Localized = both.data ?? { en: message, zh: message };
  return { type: 'failed', error: told, isTold: error instanceof NodeError };
}
