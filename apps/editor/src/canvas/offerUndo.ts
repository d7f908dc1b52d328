import { type Localized, text } from '@heed/schema';
import { offerWayBack } from '../app/offerWayBack.tsx';
import type { CommandContext } from '../commands/command.ts';

/** Says what was done to all of the graph, with the way back; nobody is asked before. */
export function offerUndo({ store, text: say }: CommandContext, done: Localized): void {
  offerWayBack(say(done), say(text('Undo', '撤销')), () => store.getState().undo());
}
