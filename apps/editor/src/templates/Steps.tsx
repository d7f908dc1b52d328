import { catalogue } from '@heed/nodes/catalogue.browser.ts';
import { type Graph, plan } from '@heed/schema';
import { useMemo } from 'react';
import { KindIcon } from '../canvas/categories.tsx';
import { useText } from '../i18n/language.ts';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';

/** The nodes in the order in which they run, as in a plan; as they stand where the graph cannot run yet. */
function inOrder(graph: Graph): Graph['nodes'] {
  const { steps } = plan(graph, catalogue);
  if (steps.length === 0) return graph.nodes;
  return steps.flatMap((step) => graph.nodes.find(({ id }) => id === step.node) ?? []);
}

/** What happens in a pipeline: each node with its name and what its kind does. */
export function Steps({ graph }: { graph: Graph }) {
  const words = useTemplateWords();
  const text = useText();
  const nodes = useMemo(() => inOrder(graph), [graph]);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps" className={classes.name}>
        {words('steps')}
      </h2>
      <ol className={classes.steps}>
        {nodes.map(({ id, kind, label }) => {
          const spec = catalogue.get(kind);
          return (
            <li key={id}>
              {spec && <KindIcon spec={spec} size={22} />}
              <div>
                <div className={classes.step}>{label ?? (spec ? text(spec.title) : kind)}</div>
                {spec && <div className={classes.quiet}>{text(spec.summary)}</div>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
