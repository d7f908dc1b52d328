import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';

/** The canvas of one pipeline. */
export default function EditorPage() {
  const words = useCommonWords();
  return (
    <Page full crumbs={[{ title: words('graphs'), href: '/' }]}>
      {null}
    </Page>
  );
}
