export { type LoadedModel, loadModel, saveModel } from './load-model.ts';
export { type ModelFolder, readModelFolder, writeModelFolder } from './model-folder.ts';
export { readSafetensors, readSafetensorsHeader, type TensorData, writeSafetensors } from './safetensors.ts';
export { readTrainerState, writeTrainerState } from './trainer-state.ts';
