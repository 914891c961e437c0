import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listLocationsOptions } from '@/api/gen/@tanstack/react-query.gen';
import { TreeSelectField } from '@/shared/ui/tree-select/tree-select';
import { setPlace, setTask, useScans } from '../store';
import classes from './task-bar.module.css';

const TASKS = ['look', 'issue', 'return'] as const;

/** What the round is for, and for a return, from where. */
export function TaskBar() {
  const { t } = useTranslation('scan');
  const task = useScans((state) => state.task);
  const place = useScans((state) => state.place);
  const places = useQuery({ ...listLocationsOptions(), enabled: task === 'return' }).data?.items;
  return (
    <div className={classes.bar}>
      <SegmentedControl
        fullWidth
        withItemsBorders={false}
        size="lg"
        className={classes.tasks ?? ''}
        aria-label={t('tasks.label')}
        value={task}
        data={TASKS.map((value) => ({ value, label: t(`tasks.${value}`) }))}
        onChange={(value) => setTask(TASKS.find((one) => one === value) ?? 'look')}
      />
      {task === 'return' ? (
        <TreeSelectField
          label={t('task.from')}
          placeholder={t('task.anywhere')}
          nodes={places}
          value={place}
          onChange={setPlace}
        />
      ) : null}
    </div>
  );
}
