import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';

/** The list of saved pipelines. */
export default function GraphsPage() {
  const words = useCommonWords();
  return <Page crumbs={[{ title: words('graphs') }]}>{null}</Page>;
}
