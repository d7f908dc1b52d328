import type { AppRouter } from '@heed/runner/router';
import type { inferRouterOutputs } from '@trpc/server';

type Lineage = inferRouterOutputs<AppRouter>['artifacts']['lineage'];
type Step = Lineage['steps'][number];

/** A reward model of an ensemble: its artifact, and the node run that made it where that is known. */
export interface MemberMaker {
  artifact: string;
  maker?: Pick<Step, 'run' | 'node' | 'title'>;
}

/** The members of an ensemble in the order in which they were wired, as its lineage tells them. */
export function memberMakers({ root, steps }: Pick<Lineage, 'root' | 'steps'>): MemberMaker[] {
  const makerOf = (id: string) =>
    steps.find(({ outputs }) => outputs.some(({ artifact }) => artifact === id));
  const models = makerOf(root)?.inputs.filter(({ port }) => port === 'models') ?? [];
  return models.map(({ artifact }) => ({ artifact, maker: makerOf(artifact) }));
}
