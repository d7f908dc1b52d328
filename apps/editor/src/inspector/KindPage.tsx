import type { NodeSpec } from '@heed/schema';
import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure, Loading } from '../app/Messages.tsx';
import { useLanguage, useText } from '../i18n/language.ts';
import { Markdown } from '../markdown/Markdown.tsx';
import classes from './Inspector.module.css';
import { sectionOf } from './kindPage.ts';

/** The page of each kind as it stands beside its code; each is fetched when it is first read. */
const pages = import.meta.glob<string>('../../../../packages/nodes/*/*.md', {
  query: '?raw',
  import: 'default',
});

/** Is there a page about this kind? */
export function hasKindPage(kind: string): boolean {
  return pathOf(kind) in pages;
}

function pathOf(kind: string): string {
  return `../../../../packages/nodes/${kind}/${kind}.md`;
}

/** Everything about a kind in the reader's language: what it does and why, its metrics, the papers behind it. */
export function KindPage({ spec, onClose }: { spec: NodeSpec; onClose: () => void }) {
  const text = useText();
  const [language] = useLanguage();
  const page = useQuery({
    queryKey: ['kind-page', spec.kind],
    queryFn: () => (pages[pathOf(spec.kind)] as () => Promise<string>)(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={text(spec.title)}>
      {page.isPending && <Loading />}
      {page.isLoadingError && <Failure error={page.error} onRetry={() => void page.refetch()} />}
      {page.data !== undefined && (
        <div className={classes.page}>
          <Markdown text={sectionOf(page.data, spec, language)} />
        </div>
      )}
    </Drawer>
  );
}
