import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconForms, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CustomFieldOut, orderFields } from '@/api/gen';
import { listFreePropertiesOptions } from '@/api/gen/@tanstack/react-query.gen';
import { invalidate } from '@/api/invalidate';
import { treeIndex } from '@/shared/lib/tree';
import { useCan } from '@/shared/permissions';
import { SplitView } from '@/shared/ui/drawer';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { categoriesOptions } from '../queries';
import { FieldDrawer } from './field-drawer';
import classes from './fields-page.module.css';
import { fieldsOptions } from './queries';
import { fieldHeading } from './values';

type Opened = { field: CustomFieldOut | null; fromName: string | null } | null;

/** The theatre's own fields, and the free properties that could become some. */
export function FieldsPage({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation('fields');
  const manageable = useCan()('catalogue:manage');
  const client = useQueryClient();
  const query = useQuery(fieldsOptions());
  const free = useQuery({ ...listFreePropertiesOptions(), enabled: manageable }).data?.items ?? [];
  const tree = treeIndex(useQuery(categoriesOptions()).data?.items ?? []);
  const [opened, setOpened] = useState<Opened>(null);
  const fields = query.data?.items ?? [];
  const order = useMutation({
    mutationFn: (ids: number[]) => orderFields({ body: { ids } }),
    onSettled: () => invalidate(client, 'item'),
  });
  const step = (index: number, by: -1 | 1) => {
    const ids = fields.map((field) => field.id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + by, 0, moved);
    order.mutate(ids);
  };
  const about = (field: CustomFieldOut) =>
    [
      field.category_id === null ? t('everything') : tree.get(field.category_id)?.path.join(', '),
      field.required && t('required'),
      field.show_in_list && t('inList'),
      !field.is_active && t('hidden'),
    ]
      .filter(Boolean)
      .join(' · ');
  const add = (
    <Button
      size="sm"
      leftSection={<IconPlus size={14} />}
      onClick={() => setOpened({ field: null, fromName: null })}
    >
      {t('add')}
    </Button>
  );
  return (
    <SplitView
      drawer={
        opened ? (
          <FieldDrawer
            key={opened.field?.id ?? opened.fromName ?? 'new'}
            {...opened}
            last={fields.length}
            onClose={() => setOpened(null)}
          />
        ) : null
      }
    >
      <PageHead title={t('title')} count={query.data ? t('count', { count: fields.length }) : undefined}>
        {manageable ? add : null}
      </PageHead>
      {tabs}
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data && fields.length === 0 ? (
        <EmptyState icon={<IconForms size={24} stroke={1.6} />} title={t('empty')} text={t('emptyText')} />
      ) : (
        <ul className={classes.list}>
          {fields.map((field, index) => (
            <li
              key={field.id}
              className={classes.row}
              data-opened={opened?.field?.id === field.id || undefined}
            >
              {manageable ? (
                <button
                  type="button"
                  className={classes.name}
                  onClick={() => setOpened({ field, fromName: null })}
                >
                  {fieldHeading(field)}
                  <small>{about(field)}</small>
                </button>
              ) : (
                <span className={classes.name}>
                  {fieldHeading(field)}
                  <small>{about(field)}</small>
                </span>
              )}
              <span className={classes.type}>{t(`type.${field.type}`)}</span>
              {manageable ? (
                <span className={classes.moves}>
                  <ActionIcon
                    aria-label={t('up', { name: field.name })}
                    disabled={index === 0 || order.isPending}
                    onClick={() => step(index, -1)}
                  >
                    <IconArrowUp size={16} stroke={1.6} />
                  </ActionIcon>
                  <ActionIcon
                    aria-label={t('down', { name: field.name })}
                    disabled={index === fields.length - 1 || order.isPending}
                    onClick={() => step(index, 1)}
                  >
                    <IconArrowDown size={16} stroke={1.6} />
                  </ActionIcon>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {free.length > 0 ? (
        <section>
          <h2 className={classes.heading}>{t('free')}</h2>
          <p className={classes.hint}>{t('freeText')}</p>
          <ul className={classes.list}>
            {free.map((one) => (
              <li key={one.name} className={classes.row}>
                <span className={classes.name}>
                  {one.name}
                  <small>{one.samples.join(' · ')}</small>
                </span>
                <span className={classes.type}>{t('items', { count: one.items })}</span>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('makeFieldOf', { name: one.name })}
                  onClick={() => setOpened({ field: null, fromName: one.name })}
                >
                  {t('makeField')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </SplitView>
  );
}
