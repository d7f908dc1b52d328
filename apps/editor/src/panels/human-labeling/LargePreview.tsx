import type { GraphNode, Language } from '@heed/schema';
import { Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useLabelingWords } from '../../labeling/text.ts';
import { Markdown } from '../../markdown/Markdown.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import classes from './Panel.module.css';
import { Preview } from './Preview.tsx';
import { usePreviewWords } from './text.ts';

interface LargePreviewProps {
  node: GraphNode;
  language: Language;
  onLanguage(language: Language): void;
}

/** The preview at the width of a phone or a desktop, with the guidelines beside it. */
export function LargePreview({ node, language, onLanguage }: LargePreviewProps) {
  const words = usePreviewWords();
  const labeling = useLabelingWords();
  const [width, setWidth] = useState('desktop');
  const guidelines = typeof node.config.guidelines === 'string' ? node.config.guidelines : '';
  return (
    <>
      <Group mb="md">
        <SegmentedControl
          size="xs"
          aria-label={words('width')}
          data={[
            { value: 'desktop', label: words('desktop') },
            { value: 'phone', label: words('phone') },
          ]}
          value={width}
          onChange={setWidth}
        />
        <LanguageSwitch language={language} onChange={onLanguage} />
      </Group>
      <div className={classes.beside}>
        <div className={classes.large} data-width={width}>
          <Preview node={node} language={language} withoutGuidelines />
        </div>
        <aside className={classes.guidelines} aria-label={labeling('guidelines')}>
          <h3 className={classes.heading}>{labeling('guidelines')}</h3>
          {guidelines ? (
            <Markdown text={guidelines} headings={4} />
          ) : (
            <p className={classes.quiet}>{words('noGuidelines')}</p>
          )}
        </aside>
      </div>
    </>
  );
}
