export { type Bilingual, candidates, type DeviceName, whyNot } from '@heed/engine';
