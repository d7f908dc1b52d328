import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { queryClient } from '../api/client.ts';
import { useCommonWords } from '../i18n/common.ts';
import classes from './Page.module.css';

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
  return (
    <section className={classes.signIn}>
      <img src="/heed.svg" alt="" width={40} height={40} />
      <h1>{words(cameByLink() ? 'linkRefused' : 'signedOut')}</h1>
      <p>{words(labeler ? (cameByLink() ? 'linkRefusedLabeler' : 'signInLabeler') : 'signIn')}</p>
      {!labeler && (
        <p>
          {words('signInCommand')}
          <code>heed access link</code>
        </p>
      )}
      <Button variant="default" onClick={askAgain}>
        {words('retry')}
      </Button>
    </section>
  );
}

/** In place of a page that is not for labelers: the way to their own. */
export function LabelersOnly({ tasks }: { tasks: string }) {
  const words = useCommonWords();
  return (
    <section className={classes.signIn}>
      <img src="/heed.svg" alt="" width={40} height={40} />
      <h1>{words('labelerOnly')}</h1>
      <p>{words('labelerOnlyText')}</p>
      <Button component={Link} href={tasks} variant="default">
        {words('toTasks')}
      </Button>
    </section>
  );
}
