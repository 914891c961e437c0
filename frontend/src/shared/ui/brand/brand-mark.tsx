import classes from './brand-mark.module.css';

/** The sign of the house: a border and two pairs of wings. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d="M1 1h18v2H1z" />
      <path className={classes.velvet} d="M1 5h3.5c0 6-.8 10-3.5 14zM6 5h2.5c0 4-.6 7-2.5 9.5z" />
      <path d="M19 5h-3.5c0 6 .8 10 3.5 14zM14 5h-2.5c0 4 .6 7 2.5 9.5z" />
    </svg>
  );
}
