import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconBookmark,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '@/shared/ui/brand/brand-mark';
import { keyCaps } from '@/shared/ui/hotkeys';
import { Kbd } from '@/shared/ui/kbd/kbd';
import { viewsOptions } from '@/shared/ui/views';
import { usePrefs } from '../prefs';
import { useMe } from '../use-me';
import { activeOptionsOf, type Section } from './sections';
import classes from './sidebar.module.css';
import { TallyLink, useTallies } from './tally';
import { ViewCount } from './view-count';

function Hint({ label, collapsed, children }: { label: string; collapsed: boolean; children: ReactNode }) {
  return (
    <Tooltip label={label} position="right" disabled={!collapsed} openDelay={100}>
      <span>{children}</span>
    </Tooltip>
  );
}

export function Sidebar({ sections }: { sections: readonly Section[] }) {
  const { t } = useTranslation(['shell', 'common']);
  const me = useMe();
  const pathname = useLocation({ select: (location) => location.pathname });
  const collapsed = usePrefs((prefs) => prefs.sidebar === 'collapsed');
  const tallies = useTallies();
  const kept = useQuery(viewsOptions()).data ?? [];
  const views = sections.flatMap((section) =>
    kept.filter((view) => view.table === section.table).map((view) => ({ section, view })),
  );
  return (
    <nav className={classes.side} aria-label={t('nav')} data-collapsed={collapsed || undefined}>
      <div className={classes.brand}>
        <BrandMark />
        {collapsed ? null : (
          <span className={classes.names}>
            {t('common:product')}
            <small title={me.theater.name}>{me.theater.name}</small>
          </span>
        )}
      </div>
      <ul className={classes.nav}>
        {sections.map((section) => (
          <li key={section.id}>
            <Hint label={t(`sections.${section.id}`)} collapsed={collapsed}>
              <Link
                to={section.to}
                className={classes.link}
                activeOptions={activeOptionsOf(section, pathname)}
                {...(collapsed ? { 'aria-label': t(`sections.${section.id}`) } : {})}
              >
                {({ isActive }) => (
                  <>
                    <section.icon size={18} stroke={1.6} aria-hidden="true" />
                    {collapsed ? null : <span className={classes.label}>{t(`sections.${section.id}`)}</span>}
                    {isActive && !collapsed && !tallies[section.id] ? (
                      <span className={classes.end}>
                        <Kbd>{keyCaps(`KeyG ${section.key}`).flat().join(' ')}</Kbd>
                      </span>
                    ) : null}
                  </>
                )}
              </Link>
            </Hint>
            {collapsed ? null : <TallyLink tally={tallies[section.id]} />}
          </li>
        ))}
      </ul>
      {views.length > 0 && !collapsed ? (
        <>
          <h2 className={classes.heading}>{t('views')}</h2>
          <ul className={classes.views}>
            {views.map(({ section, view }) => (
              <li key={`${section.id}.${view.id}`}>
                <Link
                  to={section.to}
                  search={{ ...view.search, view: view.id }}
                  className={classes.link}
                  activeOptions={{ exact: true, includeSearch: true }}
                >
                  {view.mine ? (
                    <IconBookmark size={18} stroke={1.6} aria-hidden="true" />
                  ) : (
                    <IconUsers size={18} stroke={1.6} aria-hidden="true" />
                  )}
                  <span
                    className={classes.label}
                    title={view.mine ? view.name : `${view.name} · ${view.owner}`}
                  >
                    {view.name}
                  </span>
                  <span className={classes.end}>
                    <ViewCount view={view} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <div className={classes.foot}>
        <Hint label={t('sections.profile')} collapsed={collapsed}>
          <Link to="/profile" className={classes.link} aria-label={t('sections.profile')}>
            <IconAdjustmentsHorizontal size={18} stroke={1.6} aria-hidden="true" />
            {collapsed ? null : <span className={classes.label}>{t('sections.profile')}</span>}
          </Link>
        </Hint>
        <ActionIcon
          className={classes.collapse ?? ''}
          aria-label={collapsed ? t('expand') : t('collapse')}
          aria-expanded={!collapsed}
          onClick={() => usePrefs.setState({ sidebar: collapsed ? 'open' : 'collapsed' })}
        >
          {collapsed ? (
            <IconLayoutSidebarLeftExpand size={18} stroke={1.6} />
          ) : (
            <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />
          )}
        </ActionIcon>
      </div>
    </nav>
  );
}
