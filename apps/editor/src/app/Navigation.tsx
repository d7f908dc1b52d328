import { Link, useLocation } from 'wouter';
import { useCommonWords } from '../i18n/common.ts';
import { useText } from '../i18n/language.ts';
import classes from './Page.module.css';
import { mainPages } from './pages.ts';

/** Links to the pages that are reached from everywhere. */
export function Navigation() {
  const words = useCommonWords();
  const text = useText();
  const [location] = useLocation();
  return (
    <nav aria-label={words('navigation')} className={classes.navigation}>
      {mainPages.map(({ path, title }) => (
        <Link key={path} href={path} aria-current={location === path ? 'page' : undefined}>
          {text(title)}
        </Link>
      ))}
    </nav>
  );
}
