import { fileURLToPath } from 'node:url';

/** Where Node keeps compiled code between processes; it more than halves the start of a node's process. */
export const codeCacheFolder = fileURLToPath(new URL('../../../node_modules/.cache/heed', import.meta.url));
