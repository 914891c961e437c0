import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import classes from './tabs.module.css';

/** The pages of the schedule. Whoever sees only their own part of it has no conflicts to solve. */
export function ScheduleTabs() {
  const { t } = useTranslation('schedule');
  const can = useCan();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the row is longer than the screen.
    const bar = nav.current;
    const here = bar?.querySelector<HTMLElement>('[aria-current="page"]');
    if (bar && here) bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
  }, []);
  return (
    <nav ref={nav} className={classes.tabs} aria-label={t('tabs.label')}>
      <Link to="/schedule" activeOptions={{ exact: true, includeSearch: false }}>
        {t('tabs.calendar')}
      </Link>
      <Link to="/schedule/plan" activeOptions={{ includeSearch: false }}>
        {t('tabs.plan')}
      </Link>
      <Link to="/schedule/call-sheet" activeOptions={{ includeSearch: false }}>
        {t('tabs.sheets')}
      </Link>
      {can('schedule:read', {}) ? (
        <Link to="/schedule/conflicts" activeOptions={{ includeSearch: false }}>
          {t('tabs.conflicts')}
        </Link>
      ) : null}
      <Link to="/schedule/absences" activeOptions={{ includeSearch: false }}>
        {t('tabs.absences')}
      </Link>
    </nav>
  );
}
