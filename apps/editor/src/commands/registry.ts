import type { Localized } from '@heed/schema';
import type { Command, CommandContext, CommandPlace } from './command.ts';

const modules = import.meta.glob<{ commands: Command[] }>('../*/commands.ts', { eager: true });

/** Every command of the editor, in the order of menus. */
export const commands: readonly Command[] = Object.values(modules)
  .flatMap((module) => module.commands)
  .sort((a, b) => a.order - b.order);

/** May it be done by this person, and can it be done now? */
export function isOffered({ edits, when }: Command, context: CommandContext): boolean {
  return (!edits || context.saving.mayEdit) && (when?.(context) ?? true);
}

/** Commands that are offered at a place and can be done now. */
export function commandsFor(place: CommandPlace, context: CommandContext): Command[] {
  return commands.filter((command) => command.where.includes(place) && isOffered(command, context));
}

/** What a command is called now. */
export function commandTitle({ title }: Command, context: CommandContext): Localized {
  return typeof title === 'function' ? title(context) : title;
}

/** Does a command; a failure is shown. */
export async function runCommand(command: Command, context: CommandContext): Promise<void> {
  if (!isOffered(command, context)) return;
  try {
    await command.run(context);
  } catch (error) {
    context.showError(error);
  }
}
