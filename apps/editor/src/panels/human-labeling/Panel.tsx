import type { GraphNode } from '@heed/schema';
import { Button, Group, Modal } from '@mantine/core';
import { IconArrowsMaximize } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { LargePreview } from './LargePreview.tsx';
import classes from './Panel.module.css';
import { Preview } from './Preview.tsx';
import { usePreviewWords } from './text.ts';

/** What labelers will see of a labeling node, as its settings are now: small here, large on demand. */
export default function Panel({ node }: { node: GraphNode }) {
  const words = usePreviewWords();
  const [own] = useLanguage();
  const [language, setLanguage] = useState(own);
  const [large, setLarge] = useState(false);
  return (
    <section aria-label={words('preview')}>
      <Group justify="space-between" mb="xs">
        <h3 className={classes.heading}>{words('preview')}</h3>
        <Group gap="xs">
          <LanguageSwitch language={language} onChange={setLanguage} />
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconArrowsMaximize size={14} />}
            onClick={() => setLarge(true)}
          >
            {words('enlarge')}
          </Button>
        </Group>
      </Group>
      {/* the same form, with the same names, is in the dialog */}
      <div className={classes.frame} inert={large}>
        <Preview node={node} language={language} />
      </div>
      <Modal opened={large} onClose={() => setLarge(false)} title={words('preview')} size="min(1320px, 96vw)">
        <LargePreview node={node} language={language} onLanguage={setLanguage} />
      </Modal>
    </section>
  );
}
