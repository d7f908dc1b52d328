import type { ComponentType } from 'react';
import { Link, useParams } from 'wouter';
import { useMay } from '../api/me.ts';
import { Nowhere } from '../app/Nowhere.tsx';
import { Page } from '../app/Page.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { Activity } from './Activity.tsx';
import { Disk } from './Disk.tsx';
import { Endpoints } from './Endpoints.tsx';
import { Machine } from './Machine.tsx';
import { People } from './People.tsx';
import { Runners } from './Runners.tsx';
import classes from './Settings.module.css';
import { Tokens } from './Tokens.tsx';
import { useSettingsWords } from './words.ts';

interface Section {
  name: 'machine' | 'disk' | 'runners' | 'endpoints' | 'people' | 'tokens' | 'activity';
  View: ComponentType;
  /** Shown to owners only. */
  own?: true;
}

const sections: readonly Section[] = [
  { name: 'machine', View: Machine },
  { name: 'disk', View: Disk },
  { name: 'runners', View: Runners },
  { name: 'endpoints', View: Endpoints, own: true },
  { name: 'people', View: People, own: true },
  { name: 'tokens', View: Tokens, own: true },
  { name: 'activity', View: Activity, own: true },
];

/** On a phone the sections stand in one row, which is wider than the screen. */
function intoView(section: HTMLElement | null): void {
  section?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

/** What concerns the runner as a whole: its machine, its disk, other runners, and who may come in. */
export default function SettingsPage() {
  const { section = 'machine' } = useParams();
  const words = useSettingsWords();
  const common = useCommonWords();
  const mayOwn = useMay('own');
  const shown = sections.filter(({ own }) => mayOwn || !own);
  const current = shown.find(({ name }) => name === section);
  if (!current) return <Nowhere />;
  return (
    <Page crumbs={[{ title: common('settings'), href: '/settings' }, { title: words(current.name) }]}>
      <div className={classes.page}>
        <nav className={classes.sections} aria-label={common('settings')}>
          {shown.map(({ name }) => (
            <Link
              key={name}
              href={`/settings/${name}`}
              ref={name === current.name ? intoView : undefined}
              aria-current={name === current.name ? 'page' : undefined}
            >
              {words(name)}
            </Link>
          ))}
        </nav>
        <div className={classes.content}>
          <h1 className={classes.title}>{words(current.name)}</h1>
          <p className={classes.intro}>{words(`${current.name}Intro`)}</p>
          <current.View />
        </div>
      </div>
    </Page>
  );
}
