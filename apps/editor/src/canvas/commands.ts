import type { Command } from '../commands/command.ts';
import { addCommands } from './addCommands.ts';
import { arrangeCommands } from './arrangeCommands.ts';
import { clipboardCommands } from './clipboardCommands.ts';
import { editCommands } from './editCommands.ts';
import { goCommands } from './goCommands.ts';
import { groupCommands } from './groupCommands.ts';
import { linkCommands } from './linkCommands.ts';
import { modeCommands } from './modeCommands.ts';
import { selectCommands } from './selectCommands.ts';
import { viewCommands } from './viewCommands.ts';
import { wholeCommands } from './wholeCommands.ts';

/** What is done to the graph and the view of it. */
export const commands: Command[] = [
  ...addCommands,
  ...arrangeCommands,
  ...clipboardCommands,
  ...editCommands,
  ...goCommands,
  ...groupCommands,
  ...linkCommands,
  ...modeCommands,
  ...selectCommands,
  ...viewCommands,
  ...wholeCommands,
];
