import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { usePageTitle } from '@/shared/lib/page-title';
import classes from './page-head.module.css';

/**
 * The head of every page: one `h1`, its facts, its actions. Names the tab and takes the focus after a navigation.
 *
 * @param crumbs links to the pages above, outermost first.
 * @param counters what needs attention, each a link to the rows it counts; stands beside the title.
 */
export function PageHead({
  title,
  count,
  crumbs = [],
  counters,
  children,
}: {
  title: string;
  count?: ReactNode;
  crumbs?: readonly ReactNode[];
  counters?: ReactNode;
  children?: ReactNode;
}) {
  usePageTitle(title);
  return (
    <header className={classes.head}>
      {crumbs.length > 0 ? (
        <nav className={classes.crumbs}>
          {crumbs.map((crumb, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the path above a page never reorders
            <span key={index} className={classes.crumb}>
              {crumb}
              <IconChevronRight size={12} aria-hidden="true" />
            </span>
          ))}
        </nav>
      ) : null}
      <div className={classes.row}>
        <h1 className={classes.title} tabIndex={-1}>
          {title}
        </h1>
        {count ? <span className={classes.count}>{count}</span> : null}
        {counters ? <div className={classes.counters}>{counters}</div> : null}
        <span className={classes.grow} />
        {children ? <div className={classes.actions}>{children}</div> : null}
      </div>
    </header>
  );
}
