import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CertificateOut,
  deleteCarePlan,
  deleteCertificate,
  type PlanOut,
  updateCarePlan,
} from '@/api/gen';
import { invalidate } from '@/api/invalidate';
import { confirm } from '@/shared/ui/confirm/confirm';
import { notify } from '@/shared/ui/notify/notify';
import { MovementDialog } from '../movements/movement-dialog';
import { itemOptions } from '../queries';
import type { Recorded } from './record-dialog';
import { certificateName } from './texts';

const PlanDialog = lazy(async () => ({ default: (await import('./plan-dialog')).PlanDialog }));
const CertificateDialog = lazy(async () => ({
  default: (await import('./certificate-dialog')).CertificateDialog,
}));
const RecordDialog = lazy(async () => ({ default: (await import('./record-dialog')).RecordDialog }));

/** The act of repair for an item known by its id. */
function RepairDialog({ itemId, onClose }: { itemId: number; onClose: () => void }) {
  const { data: item } = useQuery(itemOptions(itemId));
  return item ? <MovementDialog item={item} kind="repair_out" onClose={onClose} /> : null;
}

/** Recording that care was taken, and sending to repair what did not pass. */
export function useRecording(mayMove: boolean): { record: (plan: Recorded) => void; dialog: ReactNode } {
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const [broken, setBroken] = useState<number | null>(null);
  const dialog = (
    <Suspense>
      {recorded ? (
        <RecordDialog
          plan={recorded}
          onClose={() => setRecorded(null)}
          onRepair={mayMove ? () => setBroken(recorded.itemId) : null}
        />
      ) : null}
      {broken === null ? null : <RepairDialog itemId={broken} onClose={() => setBroken(null)} />}
    </Suspense>
  );
  return { record: setRecorded, dialog };
}

type Opened = { what: 'plan'; plan: PlanOut | null } | { what: 'paper'; paper: CertificateOut | null };

/** Adding, changing, pausing and removing plans and certificates of an item, with the dialogs that takes. */
export function useCareActs(itemId: number) {
  const { t } = useTranslation('care');
  const client = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const done = () => invalidate(client, 'care');
  const pause = useMutation({
    mutationFn: (plan: PlanOut) =>
      updateCarePlan({
        path: { item_id: itemId, plan_id: plan.id },
        headers: { 'If-Match': `"v${plan.version}"` },
        body: { is_active: !plan.is_active },
      }),
    onSettled: done,
  });
  const drop = useMutation({
    mutationFn: async (row: { plan: PlanOut } | { paper: CertificateOut }) => {
      if ('plan' in row)
        await deleteCarePlan({
          path: { item_id: itemId, plan_id: row.plan.id },
          headers: { 'If-Match': `"v${row.plan.version}"` },
        });
      else
        await deleteCertificate({
          path: { item_id: itemId, certificate_id: row.paper.id },
          headers: { 'If-Match': `"v${row.paper.version}"` },
        });
    },
    onSettled: done,
  });
  const remove = async (row: { plan: PlanOut } | { paper: CertificateOut }) => {
    const plan = 'plan' in row;
    const name = plan ? row.plan.name : certificateName(t, row.paper.kind, row.paper.number);
    const agreed = await confirm({
      title: t('removeTitle', { name }),
      text: t(plan ? 'removePlanText' : 'removeCertificateText'),
      action: t('remove'),
      danger: true,
    });
    if (agreed) drop.mutate(row, { onSuccess: () => notify.done(t('removed', { name })) });
  };
  return {
    editPlan: (plan: PlanOut | null) => setOpened({ what: 'plan', plan }),
    editPaper: (paper: CertificateOut | null) => setOpened({ what: 'paper', paper }),
    pause: (plan: PlanOut) => pause.mutate(plan),
    remove: (row: { plan: PlanOut } | { paper: CertificateOut }) => void remove(row),
    dialog: (
      <Suspense>
        {opened?.what === 'plan' ? <PlanDialog itemId={itemId} plan={opened.plan} onClose={close} /> : null}
        {opened?.what === 'paper' ? (
          <CertificateDialog itemId={itemId} certificate={opened.paper} onClose={close} />
        ) : null}
      </Suspense>
    ),
  };
}
