import type { Graph } from '@heed/schema';
import { UserError } from '../errors.ts';

export interface GraphVersion {
  revision: number;
  author: string;
  /** Milliseconds since 1970. */
  savedAt: number;
  graph: Graph;
}

/** A save from a stale revision: nothing is stored, and the answer has what `mergeGraphs` needs. */
export class GraphConflict extends UserError {
  /** The version that stands in the way, and the one that both edits began from. */
  readonly conflict: { theirs: GraphVersion; base: GraphVersion };

  constructor(theirs: GraphVersion, base: GraphVersion) {
    super('CONFLICT', {
      en: `This graph was saved elsewhere as revision ${theirs.revision} by ${theirs.author} since revision ${base.revision} was opened; merge your change into it, or keep yours as a copy.`,
      zh: `自打开第 ${base.revision} 版以来，${theirs.author} 已在别处将此图保存为第 ${theirs.revision} 版；请将你的修改与之合并，或另存为副本。`,
    });
    this.name = 'GraphConflict';
    this.conflict = { theirs, base };
  }
}
