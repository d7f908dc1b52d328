export { TestCheckpoints } from './checkpoints.ts';
export { type Recording, runNode, type TestContext, type TestOptions, testContext } from './context.ts';
export { type About, publish, tableArtifact } from './publish.ts';
