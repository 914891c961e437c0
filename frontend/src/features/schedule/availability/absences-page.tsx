import { Button, SegmentedControl } from '@mantine/core';
import { IconBeach, IconBuildingArch, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { theatreToday } from '@/shared/lib/dates';
import { useCan } from '@/shared/permissions';
import { SplitView } from '@/shared/ui/drawer';
import { type Filter, FilterChips } from '@/shared/ui/filter-chips';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { resourcesOptions } from '../queries';
import { ScheduleTabs } from '../tabs';
import { addDays, toInstant, wallAt } from '../time';
import classes from './availability.module.css';
import { AbsenceDrawer, ClosureDrawer, NEW } from './drawers';
import { AbsenceLines, ClosureLines, Waiting } from './lists';
import { absencesOptions, closuresOptions, MOST, venuesOptions } from './queries';
import { KINDS, kindLook } from './vocabulary';

const route = getRouteApi('/_app/schedule/absences');
type Search = ReturnType<typeof route.useSearch>;
const NO_FILTERS = {
  person: undefined,
  venue: undefined,
  kind: undefined,
  from: undefined,
  to: undefined,
  past: undefined,
} as const;
type Tab = 'mine' | 'people' | 'closures';

/** From today on, unless the reader asks for days or for what is over. */
function rangeOf({ from, to, past }: Search): { from?: string; to?: string } {
  const since = from ?? (past ? undefined : theatreToday());
  return {
    ...(since === undefined ? {} : { from: toInstant(wallAt(since, '00:00')) }),
    ...(to === undefined ? {} : { to: toInstant(wallAt(addDays(to, 1), '00:00')) }),
  };
}

const some = <T,>(values: readonly T[]): T[] | undefined => (values.length > 0 ? [...values] : undefined);

function useFilters(tab: Tab, search: Search, change: (patch: Partial<Search>) => void): Filter[] {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const people = useQuery({ ...resourcesOptions('staff'), enabled: tab === 'people' }).data?.items;
  const venues = useQuery({ ...venuesOptions(), enabled: tab === 'closures' }).data?.items;
  const named = (items: readonly { id: number; name: string }[] | undefined) =>
    items?.map(({ id, name }) => ({ value: id, label: name }));
  const filters: Filter[] = [];
  if (tab === 'people') {
    filters.push({
      kind: 'ref',
      id: 'person',
      label: t('absence.filter.person'),
      options: named(people),
      value: search.person ?? [],
      onChange: (person) => change({ person: some(person) }),
    });
  }
  if (tab === 'closures') {
    filters.push({
      kind: 'ref',
      id: 'venue',
      label: t('schedule:field.venue'),
      options: named(venues),
      value: search.venue ?? [],
      onChange: (venue) => change({ venue: some(venue) }),
    });
  } else {
    filters.push({
      kind: 'enum',
      id: 'kind',
      label: t('absence.filter.kind'),
      options: KINDS.map((value) => ({
        value,
        label: t(`absence.kind.${value}`),
        icon: kindLook[value].icon,
      })),
      value: search.kind ?? [],
      onChange: (chosen) => change({ kind: some(KINDS.filter((one) => chosen.includes(one))) }),
    });
  }
  return [
    ...filters,
    {
      kind: 'dates',
      id: 'days',
      label: t('absence.filter.days'),
      value: { from: search.from, to: search.to },
      onChange: ({ from, to }) => change({ from, to }),
    },
    {
      kind: 'toggle',
      id: 'past',
      label: t('absence.filter.past'),
      value: search.past ?? false,
      onChange: (past) => change({ past: past || undefined }),
    },
  ];
}

/** When people are away and venues closed: one's own, and for planners everybody's. */
export function AbsencesPage() {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const can = useCan();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (patch: Partial<Search>) =>
    void navigate({ search: (current) => ({ ...current, ...patch }), replace: true });
  /** Back closes what was opened. */
  const step = (patch: Partial<Search>) => void navigate({ search: (current) => ({ ...current, ...patch }) });
  const plans = can('schedule:update');
  const manages = can('venue:manage');
  const tabs: readonly Tab[] = plans ? ['people', 'mine', 'closures'] : ['mine', 'closures'];
  const tab = tabs.find((one) => one === search.tab) ?? tabs[0] ?? 'mine';
  const filters = useFilters(tab, search, change);
  const narrowed = Object.keys(NO_FILTERS).some(
    (key) => search[key as keyof typeof NO_FILTERS] !== undefined,
  );
  const absences = useQuery({
    ...absencesOptions({
      ...rangeOf(search),
      ...(tab === 'mine' ? { mine: true } : {}),
      ...(tab === 'people' && search.person ? { user: search.person } : {}),
      ...(search.kind ? { kind: search.kind } : {}),
    }),
    enabled: tab !== 'closures',
  });
  const closures = useQuery({
    ...closuresOptions({ ...rangeOf(search), ...(search.venue ? { venue: search.venue } : {}) }),
    enabled: tab === 'closures',
  });
  const list = tab === 'closures' ? closures : absences;
  const empty = list.data?.items.length === 0;
  const opened = search.add ? NEW : search.open;
  const writes = tab !== 'closures' || manages;
  const words = tab === 'closures' ? 'closure' : 'absence';
  const add = () => step({ add: true, open: undefined });
  const onOpen = (id: number | undefined) => change({ add: undefined, open: id });
  const openedId = search.add ? undefined : search.open;
  const drawer =
    opened === undefined || (opened === NEW && !writes) ? null : tab === 'closures' ? (
      <ClosureDrawer key={`closure-${opened}`} opened={opened} onOpen={onOpen} writes={manages} />
    ) : (
      <AbsenceDrawer key={`${tab}-${opened}`} opened={opened} onOpen={onOpen} others={tab === 'people'} />
    );
  return (
    <SplitView drawer={drawer}>
      <div className={classes.page}>
        <PageHead
          title={t(`${words}.title`)}
          count={
            list.data && list.data.total > 0 ? t(`${words}.count`, { count: list.data.total }) : undefined
          }
        >
          {writes && !(empty && !narrowed) ? (
            <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={add}>
              {t(`${words}.add`)}
            </Button>
          ) : null}
        </PageHead>
        <ScheduleTabs />
        <div className={classes.tools}>
          <SegmentedControl
            aria-label={t('absence.views')}
            value={tab}
            data={tabs.map((value) => ({ value, label: t(`absence.tab.${value}`) }))}
            onChange={(next) => {
              const chosen = tabs.find((one) => one === next);
              void navigate({ search: { tab: chosen === tabs[0] ? undefined : chosen } });
            }}
          />
        </div>
        <FilterChips filters={filters} onReset={() => change(NO_FILTERS)} />
        {list.isError && !list.data ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : !list.data ? (
          <Waiting />
        ) : empty ? (
          <EmptyState
            icon={
              narrowed ? (
                <IconSearchOff size={28} stroke={1.6} />
              ) : tab === 'closures' ? (
                <IconBuildingArch size={28} stroke={1.6} />
              ) : (
                <IconBeach size={28} stroke={1.6} />
              )
            }
            title={t(narrowed ? 'absence.filtered' : `${words}.empty`)}
            text={narrowed ? t('absence.filteredText') : t(`${words}.emptyText`)}
            actions={
              narrowed ? (
                <Button variant="default" onClick={() => change(NO_FILTERS)}>
                  {t('clash.showAll')}
                </Button>
              ) : writes ? (
                <Button onClick={add}>{t(`${words}.add`)}</Button>
              ) : undefined
            }
          />
        ) : (
          <div data-stale={list.isPlaceholderData || undefined} className={classes.list}>
            {tab === 'closures' ? (
              <ClosureLines rows={closures.data?.items ?? []} openedId={openedId} />
            ) : (
              <AbsenceLines rows={absences.data?.items ?? []} named={tab === 'people'} openedId={openedId} />
            )}
            {list.data.total > MOST ? (
              <p className={classes.most}>{t('absence.most', { shown: MOST, total: list.data.total })}</p>
            ) : null}
          </div>
        )}
      </div>
    </SplitView>
  );
}
