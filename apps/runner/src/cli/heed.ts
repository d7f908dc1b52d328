#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { codeCacheFolder } from '../code-cache.ts';

enableCompileCache(codeCacheFolder);
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
