import type { Localized } from '@heed/schema';
import type { Command, CommandContext, CommandPlace } from './command.ts';

const modules = import.meta.glob<{ commands: Command[] }>('../*/commands.ts', { eager: true });

/** Every command of the editor, in the order of menus. */
export const commands: readonly Command[] = Object.values(modules)
  .flatMap((module) => module.commands)
  .sort((a, b) => a.order - b.order);

/** Commands that are offered at a place and can be done now. */
export function commandsFor(place: CommandPlace, context: CommandContext): Command[] {
  return commands.filter(({ where, when }) => where.includes(place) && (when?.(context) ?? true));
}

/** What a command is called now. */
export function commandTitle({ title }: Command, context: CommandContext): Localized {
  return typeof title === 'function' ? title(context) : title;
}

/** Does a command; a failure is shown. */
export async function runCommand(command: Command, context: CommandContext): Promise<void> {
  if (command.when?.(context) === false) return;
  try {
    await command.run(context);
  } catch (error) {
    context.showError(error);
  }
}
