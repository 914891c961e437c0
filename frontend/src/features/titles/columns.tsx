import type { PerformanceRow } from '@/api/gen';
import { i18next } from '@/i18n';
import { formatPlainDate } from '@/shared/lib/dates';
import { defineColumns } from '@/shared/ui/data-table';
import { TitleStatus } from './components/title-status';
import { durationText } from './duration';

export const columns = defineColumns<PerformanceRow>([
  {
    id: 'title',
    label: () => i18next.t('titles:field.title'),
    cell: (row) => row.title,
    link: true,
    sort: 'title',
  },
  { id: 'author', label: () => i18next.t('titles:field.author'), cell: (row) => row.author, width: 180 },
  { id: 'genre', label: () => i18next.t('titles:field.genre'), cell: (row) => row.genre, width: 150 },
  {
    id: 'status',
    label: () => i18next.t('titles:field.status'),
    cell: (row) => <TitleStatus status={row.status} />,
    width: 150,
  },
  {
    id: 'premiere',
    label: () => i18next.t('titles:field.premiere_date'),
    cell: (row) => (row.premiere_date ? formatPlainDate(row.premiere_date) : null),
    width: 112,
    sort: 'premiere_date',
    sortDescendingFirst: true,
  },
  {
    id: 'duration',
    label: () => i18next.t('titles:field.duration'),
    cell: (row) => durationText(row.duration_minutes),
    width: 130,
  },
  {
    id: 'items',
    label: () => i18next.t('titles:field.items'),
    cell: (row) => row.items_count,
    width: 110,
    align: 'end',
  },
  {
    id: 'director',
    label: () => i18next.t('titles:field.director'),
    cell: (row) => row.director,
    width: 160,
    optional: true,
  },
]);
