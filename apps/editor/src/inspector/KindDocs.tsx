import { type NodeSpec, type PortType, portTypes } from '@heed/schema';
import { Button, Text } from '@mantine/core';
import { IconBook } from '@tabler/icons-react';
import { memo, type ReactNode, useState } from 'react';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { PortGlyph } from '../theme/PortGlyph.tsx';
import classes from './Inspector.module.css';
import { hasKindPage, KindPage } from './KindPage.tsx';
import { useInspectorWords } from './words.ts';

function Entry({ title, aside, children }: { title: ReactNode; aside?: string; children: ReactNode }) {
  return (
    <div>
      <dt>
        {title} {aside && <span className={classes.quiet}>· {aside}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function PortTitle({ title, types }: { title: string; types: readonly PortType[] }) {
  return (
    <span className={classes.portTitle}>
      {types.map((type) => (
        <PortGlyph key={type} type={type} size={12} />
      ))}
      {title}
    </span>
  );
}

/** What a node kind does, takes, gives and measures. */
export const KindDocs = memo(function KindDocs({ spec }: { spec: NodeSpec }) {
  const words = useInspectorWords();
  const text = useText();
  const { listed, several } = useMarks();
  const [isReading, setReading] = useState(false);
  const inputs = Object.entries(spec.inputs);
  const metrics = Object.entries(spec.metrics);
  const better = { higher: words('higherBetter'), lower: words('lowerBetter') };
  const names = (types: readonly PortType[]) => several(types.map((type) => text(portTypes[type])));
  return (
    <section className={classes.docs} aria-label={words('about')}>
      <h3>{words('about')}</h3>
      <Text size="sm">{text(spec.summary)}</Text>
      {hasKindPage(spec.kind) && (
        <Button
          mt={6}
          size="compact-sm"
          variant="light"
          leftSection={<IconBook size={14} />}
          onClick={() => setReading(true)}
        >
          {words('readMore')}
        </Button>
      )}
      {isReading && <KindPage spec={spec} onClose={() => setReading(false)} />}
      {inputs.length > 0 && <h4>{words('inputs')}</h4>}
      <dl>
        {inputs.map(([name, port]) => (
          <Entry
            key={name}
            title={<PortTitle title={text(port.title)} types={port.accepts} />}
            aside={port.optional ? listed(names(port.accepts), words('optional')) : names(port.accepts)}
          >
            {text(port.help)}
          </Entry>
        ))}
      </dl>
      <h4>{words('outputs')}</h4>
      <dl>
        {Object.entries(spec.outputs).map(([name, port]) => (
          <Entry
            key={name}
            title={<PortTitle title={text(port.title)} types={[port.type]} />}
            aside={names([port.type])}
          >
            {text(port.help)}
          </Entry>
        ))}
      </dl>
      {metrics.length > 0 && <h4>{words('metrics')}</h4>}
      <dl>
        {metrics.map(([name, metric]) => (
          <Entry key={name} title={text(metric.title)} aside={metric.better && better[metric.better]}>
            {text(metric.help)}
          </Entry>
        ))}
      </dl>
    </section>
  );
});
