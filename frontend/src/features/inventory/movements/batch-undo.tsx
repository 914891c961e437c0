import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type JournalLine, undoMovementBatch } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { randomId } from '@/shared/lib/random-id';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';

/** Takes back everything of one act, or says that something has moved on. */
export function BatchUndo({ batch, lines }: { batch: string; lines: readonly JournalLine[] }) {
  const { t } = useTranslation('movements');
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => undoMovementBatch({ path: { batch }, headers: { 'Idempotency-Key': randomId() } }),
    onSuccess: ({ data }) => notify.done(t('batch.undone', { count: data.movements })),
    onSettled: () => invalidate(client, 'item'),
  });
  if (!lines.some((line) => line.can_undo)) return null;
  const ask = async () => {
    const sure = await confirm({
      title: t('batch.title'),
      text: t('batch.text'),
      action: t('batch.action'),
    });
    if (sure) undo.mutate();
  };
  return (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={16} stroke={1.8} />}
      loading={undo.isPending}
      onClick={() => void ask()}
    >
      {t('batch.action')}
    </Button>
  );
}
