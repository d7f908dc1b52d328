import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { queryClient } from '../api/client.ts';
import { useCommonWords } from '../i18n/common.ts';
import { Notice } from './Notice.tsx';

/** Asks everything on the screen anew; where the runner knows this browser by then, the page appears. */
const askAgain = () => void queryClient.invalidateQueries();

/** Was the browser sent here by a link that the runner refused? Links that let somebody in lose their token at once. */
const cameByLink = () => new URLSearchParams(window.location.search).has('token');

/** In place of a page, for a browser that the runner does not know: how to get in. */
export function SignIn({ labeler }: { labeler?: boolean }) {
  const words = useCommonWords();
  useEffect(() => {
    window.addEventListener('focus', askAgain);
    return () => window.removeEventListener('focus', askAgain);
  }, []);
  const lead = labeler ? (cameByLink() ? 'linkRefusedLabeler' : 'signInLabeler') : 'signIn';
  return (
    <Notice
      title={words(cameByLink() ? 'linkRefused' : 'signedOut')}
      action={
        <Button variant="default" onClick={askAgain}>
          {words('retry')}
        </Button>
      }
    >
      <p>{words(lead)}</p>
      {!labeler && (
        <p>
          {words('signInCommand')}
          <code>heed access link</code>
        </p>
      )}
    </Notice>
  );
}

/** In place of a page that is not for labelers: the way to their own. */
export function LabelersOnly({ tasks }: { tasks: string }) {
  const words = useCommonWords();
  return (
    <Notice
      title={words('labelerOnly')}
      action={
        <Button component={Link} href={tasks} variant="default">
          {words('toTasks')}
        </Button>
      }
    >
      <p>{words('labelerOnlyText')}</p>
    </Notice>
  );
}
