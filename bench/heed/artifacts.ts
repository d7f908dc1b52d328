import type { InputArtifact, PortType } from '@heed/schema';

/** A folder as a wire would bring it. */
export function folderArtifact(directory: string, type: PortType): InputArtifact {
  const manifest = { format: 'heed/artifact', version: 1, type, facts: {}, summary: [], files: [] } as const;
  return { id: directory, directory, manifest: { ...manifest, summary: [], files: [] } };
}
