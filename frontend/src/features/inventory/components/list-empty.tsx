import { Button } from '@mantine/core';
import { IconPackage, IconPlus, IconSearchOff, IconTableImport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { EmptyState } from '@/shared/ui/state';
import { activeFilters, type InventorySearch, NO_FILTERS } from '../search';
import classes from './list-empty.module.css';

const LABEL = {
  category: 'field.category',
  location: 'field.location',
  status: 'field.status',
  condition: 'field.condition',
  id: 'labels:list',
  import: 'bulk:origin.list',
  import_updated: 'bulk:origin.list',
  run: 'bulk:origin.changed',
  tag: 'field.tags',
  department: 'field.department',
  field: 'form.custom',
  value: 'field.current_value',
  idle: 'filter.idle',
  has_photo: 'photos:without',
  kit: 'units:kit.kits',
  care: 'care:filter.care',
  low_stock: 'care:filter.low_stock',
  archived: 'filter.archived',
} as const;

/** Nothing found: names what to drop. Nothing there at all: how to begin. */
export function ListEmpty({
  search,
  onChange,
}: {
  search: InventorySearch;
  onChange: (patch: Partial<InventorySearch>) => void;
}) {
  const { t } = useTranslation(['inventory', 'table', 'care', 'photos', 'labels', 'units', 'bulk']);
  const can = useCan();
  const active = activeFilters(search);
  const set = active.length + (search.q === undefined ? 0 : 1);
  if (active.length > 0 || search.q !== undefined) {
    return (
      <EmptyState
        icon={<IconSearchOff size={24} stroke={1.6} />}
        title={search.q ? t('table:empty.notFound', { text: search.q }) : t('table:empty.filtered')}
        text={t('empty.drop', { count: set })}
        actions={
          <span className={classes.drops}>
            {search.q === undefined ? null : (
              <Button variant="default" onClick={() => onChange({ q: undefined, page: undefined })}>
                {t('table:empty.dropSearch')}
              </Button>
            )}
            {active.map((key) => (
              <Button
                key={key}
                variant="default"
                onClick={() => onChange({ [key]: undefined, page: undefined })}
              >
                {t('empty.dropFilter', { name: t(LABEL[key]) })}
              </Button>
            ))}
            {set > 1 ? (
              <Button
                variant="subtle"
                onClick={() => onChange({ ...NO_FILTERS, q: undefined, page: undefined })}
              >
                {t('table:empty.dropAll')}
              </Button>
            ) : null}
          </span>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<IconPackage size={24} stroke={1.6} />}
      title={t('empty.title')}
      text={can('inventory:create') ? t('empty.text') : t('empty.textReader')}
      actions={
        can('inventory:create') ? (
          <>
            <Button
              leftSection={<IconPlus size={16} />}
              renderRoot={(props) => <Link {...props} to="/inventory/new" />}
            >
              {t('empty.create')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconTableImport size={16} />}
              renderRoot={(props) => <Link {...props} to="/inventory/imports" />}
            >
              {t('empty.import')}
            </Button>
          </>
        ) : null
      }
    />
  );
}
