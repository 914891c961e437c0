import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Override as Reason } from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { toApiError } from '@/api/problem';
import { notify } from '@/shared/ui/notify/notify';
import { ConflictList } from '../../conflicts';
import type { Conflict } from '../../types';
import { Override } from '../form/conflict-panel';
import { refusedFor } from '../refusal';

interface Order {
  /** What is done, for the head of the refusal: «Вызвать Ивановых». */
  readonly title: string;
  readonly run: (override: Reason | null) => Promise<unknown>;
  readonly done?: () => void;
}

/**
 * A change of an event that conflicts may forbid: refused for them, it shows them and lets those who may save over
 * them with a reason. Somebody else's change in between brings the fresh event.
 */
export function useForced() {
  const { t } = useTranslation(['schedule', 'common']);
  const client = useQueryClient();
  const [refused, setRefused] = useState<{ order: Order; conflicts: readonly Conflict[] } | null>(null);
  const change = useMutation({
    meta: { handlesError: true },
    mutationFn: ({ order, reason }: { order: Order; reason: string | null }) =>
      order.run(reason === null ? null : { reason }),
    onSuccess: (_, { order }) => {
      setRefused(null);
      order.done?.();
      return invalidate(client, 'event');
    },
    onError: (error, { order }) => {
      const conflicts = refusedFor(error);
      if (conflicts) return setRefused({ order, conflicts });
      setRefused(null);
      if (toApiError(error).status !== 412) return notify.error(error);
      notify.warn(t('move.stale'));
      void invalidate(client, 'event');
    },
  });
  const dialog = refused ? (
    <Modal
      opened
      onClose={() => setRefused(null)}
      title={refused.order.title}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <ConflictList conflicts={refused.conflicts} />
      <div style={{ paddingTop: 'var(--s3)' }}>
        <Override
          busy={change.isPending}
          before=""
          onSave={(reason) => change.mutate({ order: refused.order, reason })}
        />
      </div>
    </Modal>
  ) : null;
  return { run: (order: Order) => change.mutate({ order, reason: null }), busy: change.isPending, dialog };
}
