import classes from './Plots.module.css';

/** Names of the series beside a patch of their color. */
export function Legend({ items }: { items: readonly { title: string; color: string }[] }) {
  return (
    <ul className={classes.legend}>
      {items.map(({ title, color }) => (
        <li key={title}>
          <span className={classes.patch} style={{ background: `var(${color})` }} aria-hidden="true" />
          {title}
        </li>
      ))}
    </ul>
  );
}
