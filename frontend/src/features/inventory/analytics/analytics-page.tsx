import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconChartBar, IconChevronLeft } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InventoryAnalytics, NodeFigures } from '@/api/gen';
import { getInventoryAnalyticsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { FilterChips } from '@/shared/ui/filter-chips';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { departmentsOptions } from '../queries';
import { FigureList, type FigureRow, figureText, MEASURES, type Measure } from './figure-list';
import classes from './figures.module.css';

const route = getRouteApi('/_app/inventory/analytics');
type Search = ReturnType<typeof route.useSearch>;
const YEAR = 12;

/** What the figures cover as the list's filters: the page's own narrowing, or the one department whose figures one may see. */
function listSearch(search: Search, data: InventoryAnalytics) {
  const [only, ...others] = data.by_department;
  return {
    department:
      search.department ?? (only?.department && others.length === 0 ? [only.department.id] : undefined),
    category: search.category === undefined ? undefined : [search.category],
    location: search.location === undefined ? undefined : [search.location],
  };
}

function Totals({ data, search }: { data: InventoryAnalytics; search: Search }) {
  const { t } = useTranslation('analytics');
  const list = listSearch(search, data);
  const idle = data.idle.find(({ months }) => months === YEAR);
  const facts = [
    { key: 'items', text: figureText(data.totals, 'items'), to: list },
    { key: 'pieces', text: figureText(data.totals, 'pieces'), to: list },
    { key: 'value', text: figureText(data.totals, 'value'), to: { ...list, sort: '-current_value' } },
    { key: 'idle', text: String(idle?.items ?? 0), to: { ...list, idle: YEAR } },
    { key: 'withoutPhoto', text: String(data.without_photo), to: { ...list, has_photo: false } },
  ] as const;
  return (
    <dl className={classes.totals}>
      {facts.map(({ key, text, to }) => (
        <div key={key}>
          <dt>{t(`total.${key}`)}</dt>
          <dd>
            <Link to="/inventory" search={to}>
              {text}{' '}
              {key === 'pieces' || key === 'value' ? (
                <small className={classes.opens}>{t('opens', { count: data.totals.items })}</small>
              ) : null}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The same items counted by every side; each figure leads to its rows. */
function Sides({
  data,
  search,
  measure,
  onSearch,
}: {
  data: InventoryAnalytics;
  search: Search;
  measure: Measure;
  onSearch: (patch: Search) => void;
}) {
  const { t } = useTranslation(['analytics', 'inventory']);
  const list = listSearch(search, data);
  const node = (kind: 'category' | 'location', row: NodeFigures): FigureRow => {
    const id = row.node?.id;
    const inside = id !== undefined && id === search[kind];
    return {
      key: String(id ?? 'none'),
      name: row.node
        ? inside
          ? t('itself', { name: row.node.name })
          : row.node.name
        : t(kind === 'category' ? 'noCategory' : 'noLocation'),
      figures: row,
      ...(id === undefined || inside ? {} : { to: { ...list, [kind]: [id] } }),
      onOpen: id !== undefined && row.has_children ? () => onSearch({ ...search, [kind]: id }) : undefined,
    };
  };
  return (
    <div className={classes.lists}>
      <FigureList
        title={t('by.category')}
        rows={data.by_category.map((row) => node('category', row))}
        measure={measure}
      />
      <FigureList
        title={t('by.location')}
        hint={t('hint.location')}
        rows={data.by_location.map((row) => node('location', row))}
        measure={measure}
      />
      <FigureList
        title={t('by.status')}
        hint={t('hint.status')}
        rows={data.by_status.map((row) => ({
          key: row.status,
          name: t(`inventory:status.${row.status}`),
          figures: row,
          to: { ...list, status: [row.status] },
        }))}
        measure={measure}
      />
      <FigureList
        title={t('by.condition')}
        rows={data.by_condition.map((row) => ({
          key: row.condition,
          name: t(`inventory:condition.${row.condition}`),
          figures: row,
          to: { ...list, condition: [row.condition] },
        }))}
        measure={measure}
      />
      <FigureList
        title={t('by.department')}
        rows={data.by_department.map((row) => ({
          key: String(row.department?.id ?? 'none'),
          name: row.department?.name ?? t('noDepartment'),
          figures: row,
          ...(row.department ? { to: { ...list, department: [row.department.id] } } : {}),
        }))}
        measure={measure}
      />
      <FigureList
        title={t('by.value')}
        hint={t('hint.value')}
        rows={data.by_value.map((row) => ({
          key: row.band,
          name: t(`band.${row.band}`),
          figures: row,
          to: { ...list, value: [row.band] },
        }))}
        measure={measure}
      />
      <FigureList
        title={t('by.idle')}
        hint={t('hint.idle')}
        rows={data.idle.map((row) => ({
          key: String(row.months),
          name: t('months', { count: row.months }),
          figures: row,
          to: { ...list, idle: row.months },
        }))}
        measure={measure}
      />
    </div>
  );
}

/** Figures of the inventory: how much there is, of what, where, and what stands idle. */
export function AnalyticsPage() {
  const { t } = useTranslation(['analytics', 'shell']);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [measure, setMeasure] = useState<Measure>('items');
  const departments = useQuery(departmentsOptions()).data?.items;
  const query = useQuery({
    ...getInventoryAnalyticsOptions({ query: search }),
    placeholderData: keepPreviousData,
  });
  const go = (next: Search) => void navigate({ search: next });
  const data = query.data;
  const opened = search.category !== undefined || search.location !== undefined;
  return (
    <>
      <PageHead
        title={t('title')}
        crumbs={[
          <Link key="list" to="/inventory">
            {t('shell:sections.inventory')}
          </Link>,
        ]}
      >
        <SegmentedControl
          aria-label={t('measure.label')}
          data={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
          value={measure}
          onChange={(value) => setMeasure(MEASURES.find((one) => one === value) ?? 'items')}
        />
      </PageHead>
      <FilterChips
        filters={[
          {
            kind: 'ref',
            id: 'department',
            label: t('department'),
            options: departments?.map(({ id, name }) => ({ value: id, label: name })),
            value: search.department ?? [],
            onChange: (department) =>
              go({ ...search, department: department.length > 0 ? department : undefined }),
          },
        ]}
        onReset={() => go({})}
      />
      {opened ? (
        <p className={classes.up}>
          <Button
            variant="subtle"
            leftSection={<IconChevronLeft size={16} stroke={1.6} />}
            onClick={() => go({ department: search.department })}
          >
            {t('up')}
          </Button>
        </p>
      ) : null}
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !data ? (
        <Skeleton height={320} m={16} aria-busy="true" />
      ) : data.totals.items === 0 ? (
        <EmptyState icon={<IconChartBar size={24} stroke={1.6} />} title={t('empty')} text={t('emptyText')} />
      ) : (
        <>
          <Totals data={data} search={search} />
          <Sides data={data} search={search} measure={measure} onSearch={go} />
        </>
      )}
    </>
  );
}
