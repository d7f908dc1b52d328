/** The data folder of every command, in the folder it is called from. */
export const DEFAULT_DATA = '.heed';
