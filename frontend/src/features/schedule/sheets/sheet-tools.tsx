import { ActionIcon, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '@/api/download';

export type Order = 'department' | 'time';

/** On paper: straight from the browser, or as the PDF with a place to sign. */
export function PaperButtons({ address, fallback }: { address: string; fallback: string }) {
  const { t } = useTranslation('scheduleDesk');
  const fetching = useMutation({ mutationFn: () => download(address, fallback) });
  return (
    <>
      <Tooltip label={t('sheet.print')}>
        <ActionIcon aria-label={t('sheet.print')} onClick={() => window.print()}>
          <IconPrinter size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('sheet.pdf')}>
        <ActionIcon
          aria-label={t('sheet.pdf')}
          loading={fetching.isPending}
          onClick={() => fetching.mutate()}
        >
          <IconFileTypePdf size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** In which order the people stand. */
export function OrderSwitch({ value, onChange }: { value: Order; onChange: (order: Order) => void }) {
  const { t } = useTranslation('scheduleDesk');
  return (
    <SegmentedControl
      aria-label={t('sheet.order')}
      value={value}
      data={[
        { value: 'department', label: t('sheet.byDepartment') },
        { value: 'time', label: t('sheet.byTime') },
      ]}
      onChange={(next) => onChange(next === 'time' ? 'time' : 'department')}
    />
  );
}

export function PhonesSwitch({ value, onChange }: { value: boolean; onChange: (on: boolean) => void }) {
  const { t } = useTranslation('scheduleDesk');
  return (
    <Switch
      label={t('sheet.phones')}
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
