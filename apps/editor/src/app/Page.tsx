import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useMe } from '../api/me.ts';
import { otherRunner } from '../api/runner.ts';
import { useCommonWords } from '../i18n/common.ts';
import { ConnectionBar } from './ConnectionBar.tsx';
import { type Crumb, Header } from './Header.tsx';
import { OfflineNote } from './offlineNote.ts';
import classes from './Page.module.css';
import { LabelersOnly, SignIn } from './SignIn.tsx';

interface PageProps {
  /** From the first page to this one; the last one names the window. */
  crumbs: Crumb[];
  /** Buttons of the page, at the right of the header. */
  actions?: ReactNode;
  /** Fill the window without scrolling, as the canvas does. */
  full?: boolean;
  /** Leave out the links to the main pages, for people who came for this page only. */
  alone?: boolean;
  children: ReactNode;
}

/** The frame of every page: header with breadcrumbs, language and theme; then the content. */
export function Page({ crumbs, actions, full, alone, children }: PageProps) {
  const words = useCommonWords();
  const isLocked = useIsLocked(Boolean(full || alone));
  const tasks = useOwnTasks();
  const [offlineNote, setOfflineNote] = useState<string>();
  const title = crumbs.at(-1)?.title;
  useEffect(() => {
    document.title = title ? `${title} · Heed` : 'Heed';
  }, [title]);
  return (
    <div className={classes.page} data-full={full || undefined}>
      <a className="skip-link" href="#content">
        {words('skipToContent')}
      </a>
      <Header
        crumbs={crumbs}
        actions={actions}
        links={!full && !alone && !isLocked && !tasks}
        heading={Boolean(full) && !isLocked}
        alone={alone}
      />
      <ConnectionBar note={offlineNote} />
      <main id="content" className={classes.content} tabIndex={-1}>
        <OfflineNote value={setOfflineNote}>
          {isLocked ? <SignIn labeler={alone} /> : tasks ? <LabelersOnly tasks={tasks} /> : children}
        </OfflineNote>
      </main>
    </div>
  );
}

/** Where the tasks of a labeler are who came to another page; undefined for everybody else. */
function useOwnTasks(): string | undefined {
  const [path] = useLocation();
  const me = useMe();
  if (me?.role !== 'labeler' || !me.batch || otherRunner) return undefined;
  const { run, node } = me.batch;
  return path.endsWith(`/${run}/${node}`) ? undefined : `/label/${run}/${node}`;
}

/**
 * Is this browser unknown to the runner that served the page? A page that `keeps` work in progress stays as it is when
 * the session ends while it is open. Settings lead back from another runner, so they stay within reach.
 */
function useIsLocked(keeps: boolean): boolean {
  const role = useMe()?.role;
  const wasIn = useRef(false);
  if (role !== undefined && role !== 'nobody') wasIn.current = true;
  return role === 'nobody' && !otherRunner && !(keeps && wasIn.current);
}
