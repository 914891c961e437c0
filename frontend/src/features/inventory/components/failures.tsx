import { modals } from '@mantine/modals';
import { i18next } from '@/i18n';
import type { Failure } from '../use-archive';
import classes from './archive-question.module.css';

/** Tells which records of a bulk act were left alone and why; says nothing when there is nothing to say. */
export function showFailures(title: string, failures: readonly Failure[]): void {
  if (failures.length === 0) return;
  modals.open({
    title,
    closeButtonProps: { 'aria-label': i18next.t('common:close') },
    children: (
      <ul className={classes.failures}>
        {failures.map((failure) => (
          <li key={failure.id}>
            {failure.name}
            <span>{failure.message}</span>
          </li>
        ))}
      </ul>
    ),
  });
}
