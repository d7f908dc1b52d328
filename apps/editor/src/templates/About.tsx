import type { Graph } from '@heed/schema';
import { useText } from '../i18n/language.ts';
import { GraphPicture } from './GraphPicture.tsx';
import { NeedsList } from './Needs.tsx';
import { Steps } from './Steps.tsx';
import classes from './Templates.module.css';
import { useTemplateWords } from './text.ts';
import type { TemplateSummary } from './view.ts';

/** The picture of a template, what it needs, and what happens in it. */
export function About({ template, graph }: { template: TemplateSummary; graph: Graph }) {
  const words = useTemplateWords();
  const text = useText();
  const { sketch, needs } = template;
  const name = text(template.name);
  return (
    <div className={classes.about}>
      <div className={classes.largePicture}>
        <GraphPicture name={name} graph={sketch} />
      </div>
      <section aria-labelledby="needs">
        <h2 id="needs" className={classes.name}>
          {words('needs')}
        </h2>
        <NeedsList name={name} needs={needs} />
      </section>
      <Steps graph={graph} />
    </div>
  );
}
