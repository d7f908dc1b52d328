import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { queryClient } from '../api/client.ts';
import { useCommonWords } from '../i18n/common.ts';
import classes from './Page.module.css';

/** Asks everything on the screen anew; where the runner knows this browser by then, the page appears. */
const askAgain = () => void queryClient.invalidateQueries();

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
      <h1>{words('signedOut')}</h1>
      <p>{words(labeler ? 'signInLabeler' : 'signIn')}</p>
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
