import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCalendarMonth, IconDownload, IconFileSpreadsheet, IconFileTypePdf } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '@/api/download';
import { DRAFT, planFile } from './queries';

const FILES = [
  { kind: 'a4', icon: IconFileTypePdf },
  { kind: 'a3', icon: IconCalendarMonth },
  { kind: 'xlsx', icon: IconFileSpreadsheet },
] as const;

/** What is on screen as a file: for the notice board, the wall and the accountant. */
export function PlanFiles({ month, version, draft }: { month: string; version: number; draft: boolean }) {
  const { t } = useTranslation('schedulePlan');
  const fetching = useMutation({
    mutationFn: (kind: 'a4' | 'a3' | 'xlsx') =>
      download(planFile(month, kind, version), `${month}.${kind === 'xlsx' ? 'xlsx' : 'pdf'}`),
  });
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Tooltip label={t('file.menu')}>
          <ActionIcon aria-label={t('file.menu')} loading={fetching.isPending}>
            <IconDownload size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {draft || version !== DRAFT ? (
          <Menu.Label>{version === DRAFT ? t('file.ofDraft') : t('file.ofVersion', { version })}</Menu.Label>
        ) : null}
        {FILES.map(({ kind, icon: Glyph }) => (
          <Menu.Item
            key={kind}
            leftSection={<Glyph size={16} stroke={1.6} />}
            onClick={() => fetching.mutate(kind)}
          >
            {t(`file.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
