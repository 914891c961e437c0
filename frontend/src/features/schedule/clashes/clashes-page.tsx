import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { declinesOptions } from '@/app/declines';
import { formatPlainDate, theatreToday } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { type Filter, FilterChips } from '@/shared/ui/filter-chips';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ScheduleTabs } from '../tabs';
import { addDays } from '../time';
import { ClashList } from './clash-list';
import { kindIcon } from './clash-row';
import classes from './clashes.module.css';
import { Declines } from './declines';
import { chosen } from './filters';
import { OpenRoles } from './open-roles';
import { openRolesOptions, useClashes } from './queries';
import { RANGES, rangeEnd } from './range';

const route = getRouteApi('/_app/schedule/conflicts');
type Search = ReturnType<typeof route.useSearch>;

const KINDS = ['venue', 'person', 'item'] as const;
const SEVERITIES = ['hard', 'soft'] as const;
const TITLE = { clashes: 'clash.title', roles: 'roles.tab', declines: 'declines.tab' } as const;
const NO_FILTERS = { kind: undefined, severity: undefined, fresh: undefined } as const;

function useFilters(search: Search, change: (patch: Partial<Search>) => void): Filter[] {
  const { t } = useTranslation('scheduleDesk');
  return [
    {
      kind: 'enum',
      id: 'kind',
      label: t('clash.filter.kind'),
      options: KINDS.map((value) => ({ value, label: t(`clash.kind.${value}`), icon: kindIcon[value] })),
      value: search.kind ?? [],
      onChange: (chosen) => {
        const kind = KINDS.filter((one) => chosen.includes(one));
        change({ kind: kind.length > 0 ? kind : undefined });
      },
    },
    {
      kind: 'enum',
      id: 'severity',
      label: t('clash.filter.severity'),
      options: SEVERITIES.map((value) => ({ value, label: t(`clash.severity.${value}`) })),
      value: search.severity ?? [],
      onChange: (chosen) => {
        const severity = SEVERITIES.filter((one) => chosen.includes(one));
        change({ severity: severity.length > 0 ? severity : undefined });
      },
    },
    {
      kind: 'toggle',
      id: 'fresh',
      label: t('clash.filter.fresh'),
      value: search.fresh ?? false,
      onChange: (fresh) => change({ fresh: fresh || undefined }),
    },
  ];
}

/** What will go wrong in the weeks ahead if nobody acts: clashes, and roles that nobody fills. */
export function ClashesPage() {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const can = useCan();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: Partial<Search>) =>
    void navigate({ search: (current) => ({ ...current, ...patch }), replace: true });
  const plans = can('schedule:update');
  const tab = (plans && search.tab) || 'clashes';
  const from = search.from ?? theatreToday();
  const range = search.range ?? 'two_weeks';
  const end = rangeEnd(from, range);
  const clashes = useClashes(from, range);
  const roles = useQuery({ ...openRolesOptions(from, range), enabled: plans });
  const declines = useQuery({ ...declinesOptions(), enabled: plans }).data?.items;
  const filters = useFilters(search, change);
  const shown = chosen(clashes.items ?? [], search);
  const counted = (name: string, count: number | undefined) =>
    count === undefined ? name : t('clash.counted', { name, figure: formatNumber(count) });
  return (
    <div className={classes.page}>
      <PageHead
        title={t(TITLE[tab])}
        count={
          tab === 'declines'
            ? t('declines.period')
            : t('clash.period', { from: formatPlainDate(from), to: formatPlainDate(addDays(end, -1)) })
        }
      />
      <ScheduleTabs />
      <div className={classes.tools}>
        {plans ? (
          <SegmentedControl
            aria-label={t('clash.views')}
            value={tab}
            data={[
              { value: 'clashes', label: counted(t('clash.tab'), clashes.items ? shown.length : undefined) },
              { value: 'roles', label: counted(t('roles.tab'), roles.data?.items.length) },
              { value: 'declines', label: counted(t('declines.tab'), declines?.length) },
            ]}
            onChange={(next) =>
              void navigate({
                search: (current) => ({
                  ...current,
                  tab: next === 'roles' || next === 'declines' ? next : undefined,
                }),
              })
            }
          />
        ) : null}
        {tab === 'declines' ? null : (
          <SegmentedControl
            aria-label={t('clash.rangeLabel')}
            value={range}
            data={RANGES.map((value) => ({ value, label: t(`clash.range.${value}`) }))}
            onChange={(next) => {
              const picked = RANGES.find((one) => one === next);
              change({ range: picked === 'two_weeks' ? undefined : picked });
            }}
          />
        )}
        {search.from && tab !== 'declines' ? (
          <Button size="sm" variant="subtle" onClick={() => change({ from: undefined })}>
            {t('clash.fromToday')}
          </Button>
        ) : null}
      </div>
      {tab === 'clashes' ? (
        <>
          <FilterChips filters={filters} onReset={() => change(NO_FILTERS)} />
          <ClashList
            clashes={{ ...clashes, shown }}
            total={clashes.items?.length ?? 0}
            onReset={() => change(NO_FILTERS)}
          />
        </>
      ) : tab === 'roles' ? (
        <OpenRoles query={roles} />
      ) : (
        <Declines />
      )}
    </div>
  );
}
