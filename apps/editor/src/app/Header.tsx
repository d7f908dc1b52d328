import { ActionIcon, Button, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'wouter';
import { useCommonWords } from '../i18n/common.ts';
import { languages, useLanguage } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { Navigation } from './Navigation.tsx';
import classes from './Page.module.css';

export interface Crumb {
  title: string;
  /** Absent for the page itself. */
  href?: string;
}

/** Fetched after the page itself; labelers do not get it. */
const MemberMenu = lazy(() => import('./MemberMenu.tsx'));

function Crumbs({ crumbs, heading }: Pick<HeaderProps, 'crumbs' | 'heading'>) {
  const Here = heading ? 'h1' : 'span';
  return (
    <nav aria-label="Heed" style={{ flex: 1, minWidth: 0 }}>
      <ol className={classes.crumbs}>
        {crumbs.map(({ title, href }) => (
          <li key={`${href ?? ''} ${title}`}>
            {href ? (
              <Link href={href} className={classes.crumb}>
                {title}
              </Link>
            ) : (
              <Here className={classes.crumb} aria-current="page" title={title}>
                {title}
              </Here>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function LanguageSwitch() {
  const [language, setLanguage] = useLanguage();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLanguage(other)}
    >
      {other === 'zh' ? '中文' : languages.en}
    </Button>
  );
}

/** Goes through the color themes; a button and not a menu keeps the labelers' page small. */
function ThemeSwitch() {
  const words = useCommonWords();
  const { named } = useMarks();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const schemes = [
    { value: 'auto', title: words('themeAuto'), Icon: IconDeviceDesktop },
    { value: 'light', title: words('themeLight'), Icon: IconSun },
    { value: 'dark', title: words('themeDark'), Icon: IconMoon },
  ] as const;
  const index = schemes.findIndex(({ value }) => value === colorScheme);
  const current = schemes[index] ?? schemes[0];
  const next = schemes[(index + 1) % schemes.length] ?? schemes[0];
  const name = named(words('theme'), current.title);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={name}
      title={name}
      onClick={() => setColorScheme(next.value)}
    >
      <current.Icon size={18} />
    </ActionIcon>
  );
}

interface HeaderProps {
  crumbs: Crumb[];
  actions?: ReactNode;
  /** Show the links to the main pages. */
  links: boolean;
  /** Is the last crumb the heading of the page? */
  heading: boolean;
  /** Leave out what is for members only. */
  alone?: boolean;
}

/** The bar on top of every page. */
export function Header({ crumbs, actions, links, heading, alone }: HeaderProps) {
  return (
    <header className={classes.header}>
      <Link href="/" className={classes.brand} aria-label="Heed">
        <img src="/heed.svg" alt="" width={24} height={24} />
        <span>Heed</span>
      </Link>
      <Crumbs crumbs={crumbs} heading={heading} />
      {links && <Navigation />}
      {actions && <div className={classes.actions}>{actions}</div>}
      <div className={classes.tools}>
        <LanguageSwitch />
        <ThemeSwitch />
        {!alone && (
          <Suspense fallback={<span className={classes.memberPlace} />}>
            <MemberMenu />
          </Suspense>
        )}
      </div>
    </header>
  );
}
