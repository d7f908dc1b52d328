import type { ReactNode } from 'react';
import classes from './Page.module.css';

interface NoticeProps {
  title: string;
  children?: ReactNode;
  /** What can be done about it. */
  action: ReactNode;
}

/** In place of a page that cannot be shown: what the matter is, and the way on. */
export function Notice({ title, children, action }: NoticeProps) {
  return (
    <section className={classes.notice}>
      <img src="/heed.svg" alt="" width={40} height={40} />
      <h1>{title}</h1>
      {children}
      {action}
    </section>
  );
}
