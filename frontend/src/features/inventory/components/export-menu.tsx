import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '@/api/download';
import { EXPORT_COLUMNS } from '../columns';
import { type InventorySearch, listQuery } from '../search';

type Format = 'csv' | 'xlsx';

/** The address of the list as a file: the same filters and sort, the columns in the order shown. */
export function exportUrl(
  format: Format,
  search: InventorySearch,
  visible: readonly string[] | null,
): string {
  const { page: _page, page_size: _size, ...query } = listQuery(search);
  const address = new URLSearchParams({ format });
  for (const [key, value] of Object.entries(query)) {
    for (const part of Array.isArray(value) ? value : [value]) address.append(key, String(part));
  }
  if (visible) {
    const columns = visible.flatMap((id) => (id.startsWith('field.') ? id : (EXPORT_COLUMNS[id] ?? [])));
    address.set('columns', columns.join(','));
  }
  return `/api/v1/inventory/export?${address}`;
}

/** The files a list can be taken as, for a menu: as shown, or with every field. */
export function useListExport(search: InventorySearch, visible: readonly string[]) {
  const { t } = useTranslation('inventory');
  const fetching = useMutation({
    mutationFn: ({ format, all }: { format: Format; all: boolean }) =>
      download(exportUrl(format, search, all ? null : visible), `inventory.${format}`),
  });
  const item = (format: Format, all: boolean) => (
    <Menu.Item
      leftSection={
        format === 'xlsx' ? (
          <IconFileSpreadsheet size={16} stroke={1.6} />
        ) : (
          <IconFileTypeCsv size={16} stroke={1.6} />
        )
      }
      onClick={() => fetching.mutate({ format, all })}
    >
      {t(`export.${format}`)}
    </Menu.Item>
  );
  const items = (
    <>
      <Menu.Label>{t('export.asShown')}</Menu.Label>
      {item('xlsx', false)}
      {item('csv', false)}
      <Menu.Label>{t('export.allFields')}</Menu.Label>
      {item('xlsx', true)}
      {item('csv', true)}
    </>
  );
  return { items, pending: fetching.isPending };
}

/** The list as a file, as a button of its own. */
export function ExportMenu({ search, visible }: { search: InventorySearch; visible: readonly string[] }) {
  const { t } = useTranslation('inventory');
  const { items, pending } = useListExport(search, visible);
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={t('export.title')}>
          <ActionIcon aria-label={t('export.title')} loading={pending}>
            <IconDownload size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>{items}</Menu.Dropdown>
    </Menu>
  );
}
