import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listOpenRolesOptions } from '@/api/gen/@tanstack/react-query.gen';
import { formatPlainDate, theatreToday } from '@/shared/lib/dates';
import { formatNumber } from '@/shared/lib/numbers';
import { useCan } from '@/shared/permissions';
import { type Filter, FilterChips } from '@/shared/ui/filter-chips';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { ScheduleTabs } from '../tabs';
import { addDays, daysBetween, rangeOfDays } from '../time';
import { ClashList, useClashes } from './clash-list';
import { kindIcon } from './clash-row';
import classes from './clashes.module.css';
import { OpenRoles } from './open-roles';
import { RANGES, rangeEnd } from './range';

const route = getRouteApi('/_app/schedule/conflicts');
type Search = ReturnType<typeof route.useSearch>;

const KINDS = ['venue', 'person', 'item'] as const;
const SEVERITIES = ['hard', 'soft'] as const;
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
  const tab = plans && search.tab === 'roles' ? 'roles' : 'clashes';
  const from = search.from ?? theatreToday();
  const range = search.range ?? 'two_weeks';
  const end = rangeEnd(from, range);
  const clashes = useClashes(from, range, true);
  const roles = useQuery({
    ...listOpenRolesOptions({ query: rangeOfDays(from, daysBetween(from, end)) }),
    placeholderData: keepPreviousData,
    enabled: plans,
  });
  const filters = useFilters(search, change);
  const shown = (clashes.items ?? []).filter(
    (clash) =>
      (!search.kind || search.kind.includes(clash.kind)) &&
      (!search.severity || search.severity.includes(clash.severity)) &&
      !(search.fresh && clash.overridden),
  );
  const counted = (name: string, count: number | undefined) =>
    count === undefined ? name : t('clash.counted', { name, figure: formatNumber(count) });
  return (
    <div className={classes.page}>
      <PageHead
        title={t('clash.title')}
        count={t('clash.period', { from: formatPlainDate(from), to: formatPlainDate(addDays(end, -1)) })}
      />
      <ScheduleTabs />
      <div className={classes.tools}>
        {plans ? (
          <SegmentedControl
            aria-label={t('clash.views')}
            value={tab}
            data={[
              { value: 'clashes', label: counted(t('clash.tab'), clashes.items?.length) },
              { value: 'roles', label: counted(t('roles.tab'), roles.data?.items.length) },
            ]}
            onChange={(next) => change({ tab: next === 'roles' ? next : undefined })}
          />
        ) : null}
        <SegmentedControl
          aria-label={t('clash.rangeLabel')}
          value={range}
          data={RANGES.map((value) => ({ value, label: t(`clash.range.${value}`) }))}
          onChange={(next) => {
            const chosen = RANGES.find((one) => one === next);
            change({ range: chosen === 'two_weeks' ? undefined : chosen });
          }}
        />
        {search.from ? (
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
      ) : (
        <OpenRoles query={roles} />
      )}
    </div>
  );
}
