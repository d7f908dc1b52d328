export { bytesText, type MachineMemory, machineMemory } from '@heed/engine/machine';
