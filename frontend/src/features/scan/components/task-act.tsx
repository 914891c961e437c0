import { useTranslation } from 'react-i18next';
import { useConnection } from '@/api/connection';
import { useBulkDialog } from '@/features/inventory';
import { confirm } from '@/shared/ui/confirm/confirm';
import { ReasonButton } from '@/shared/ui/reason-button/reason-button';
import type { Summary } from '../session';
import { forget } from '../store';
import { MOST_ITEMS, type Progress } from '../use-progress';

/** The act of the round on everything scanned: first what would change, then done. */
export function TaskAct({
  task,
  summary,
  progress,
}: {
  task: 'issue' | 'return';
  summary: Summary;
  progress: Progress | null;
}) {
  const { t } = useTranslation('scan');
  const online = useConnection((line) => line.status === 'online');
  const ids = summary.itemIds.slice(0, MOST_ITEMS);
  const act = useBulkDialog(
    {
      body: { ids },
      size: ids.length,
      clear: () => forget((scan) => scan.outcome.state === 'found'),
    },
    false,
  );
  const left = progress ? progress.all - progress.done : 0;
  const start = async () => {
    const ready =
      left <= 0 ||
      (await confirm({
        title: t('task.leftTitle', { count: left }),
        text: t('task.leftText'),
        action: t(`tasks.${task}`),
        cancel: t('done.resume'),
      }));
    if (ready) act.open(task);
  };
  return (
    <>
      <ReasonButton
        size="xl"
        reason={online ? (ids.length === 0 ? t('task.nothing') : null) : t('task.offline')}
        onClick={() => void start()}
      >
        {t(`tasks.${task}`)}
      </ReasonButton>
      {act.dialog}
    </>
  );
}
