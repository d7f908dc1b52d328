export { type ModelConfig, parseModelConfig } from './model-config.ts';
export { type ModelFolder, readModelFolder, writeModelFolder } from './model-folder.ts';
export {
  readSafetensors,
  readSafetensorsHeader,
  type Safetensors,
  type TensorData,
  writeSafetensors,
} from './safetensors.ts';
