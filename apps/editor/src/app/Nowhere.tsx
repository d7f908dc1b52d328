import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useCommonWords } from '../i18n/common.ts';
import { Notice } from './Notice.tsx';
import { Page } from './Page.tsx';

/** At an address that no page has. */
export function Nowhere() {
  const words = useCommonWords();
  return (
    <Page crumbs={[{ title: words('pageUnknown') }]}>
      <Notice
        title={words('pageUnknown')}
        action={
          <Button component={Link} href="/" variant="default">
            {words('toGraphs')}
          </Button>
        }
      >
        <p>{words('pageUnknownText')}</p>
      </Notice>
    </Page>
  );
}
