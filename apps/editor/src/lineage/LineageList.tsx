import { portTypes } from '@heed/schema';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { ArtifactCard } from './ArtifactCard.tsx';
import classes from './Lineage.module.css';
import { columnsOf, type LineageViewProps, stepId } from './layers.ts';
import { StepCard } from './StepCard.tsx';
import { useLineageWords } from './words.ts';

/** The same as a list, step by step away from the root: each with what it gave out and what it was made from. */
export function LineageList({ lineage, direction, onOpen }: LineageViewProps) {
  const words = useLineageWords();
  const text = useText();
  const { several } = useMarks();
  const columns = columnsOf(lineage, direction);
  const place = (id: string) => columns.get(id) ?? 0;
  const steps = lineage.steps.toSorted((a, b) => place(stepId(a)) - place(stepId(b)));
  const byId = new Map(lineage.artifacts.map((artifact) => [artifact.id, artifact]));
  const nameOf = (id: string) => {
    const found = byId.get(id);
    return `${found ? text(portTypes[found.type]) : ''} ${id.slice(0, 8)}`.trim();
  };
  return (
    <ol className={classes.list} aria-label={words('lineage')}>
      {steps.map((step) => {
        const outputs = step.outputs.flatMap(({ artifact }) => byId.get(artifact) ?? []);
        const inputs = [...new Set(step.inputs.map(({ artifact }) => nameOf(artifact)))];
        return (
          <li key={stepId(step)}>
            <StepCard step={step} />
            {inputs.length > 0 && (
              <p className={classes.quiet}>{words('madeFrom', { names: several(inputs) })}</p>
            )}
            <ul>
              {outputs.map((artifact) => (
                <li key={artifact.id}>
                  <ArtifactCard artifact={artifact} lineage={lineage} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
