import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

export type FileFormat = 'csv' | 'xlsx';

/** A list as a file, XLSX or CSV. `fetchFile` asks for it with the filters of the page and saves it. */
export function FileMenu({
  label,
  fetchFile,
}: {
  label: string;
  fetchFile: (format: FileFormat) => Promise<unknown>;
}) {
  const { t } = useTranslation('inventory');
  const fetching = useMutation({ mutationFn: fetchFile });
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon aria-label={label} loading={fetching.isPending}>
            <IconDownload size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFileSpreadsheet size={16} stroke={1.6} />}
          onClick={() => fetching.mutate('xlsx')}
        >
          {t('export.xlsx')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileTypeCsv size={16} stroke={1.6} />}
          onClick={() => fetching.mutate('csv')}
        >
          {t('export.csv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
