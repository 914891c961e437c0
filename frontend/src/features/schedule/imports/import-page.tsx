import { Button, Select, Skeleton } from '@mantine/core';
import { IconCalendarCheck, IconFileImport, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { errorMessage, toApiError } from '@/api/problem';
import { formatBytes } from '@/shared/lib/numbers';
import { FormError } from '@/shared/ui/form/form-error';
import { PageHead } from '@/shared/ui/page-head/page-head';
import { EmptyState } from '@/shared/ui/state';
import { resourcesOptions } from '../queries';
import { ScheduleTabs } from '../tabs';
import { EVENT_TYPES } from '../vocabulary';
import { CalendarDrop } from './calendar-drop';
import classes from './import-page.module.css';
import { Report } from './report';
import { RunPanel } from './run-panel';
import { useCalendarImport } from './use-import';

/** Events out of another calendar's file: first what would happen, then all of it or nothing. */
export function ImportPage() {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  const venues = useQuery(resourcesOptions('venue')).data?.items ?? [];
  const importing = useCalendarImport();
  const { file, wishes, looking, report, done } = importing;
  const setType = (value: string | null) =>
    importing.wish({ event_type: EVENT_TYPES.find((type) => type === value) ?? null });
  return (
    <div className={classes.page}>
      <PageHead
        title={t('import.title')}
        crumbs={[
          <Link key="schedule" to="/schedule">
            {t('schedule:title')}
          </Link>,
        ]}
      />
      <ScheduleTabs />
      <div className={classes.body}>
        {done ? (
          <EmptyState
            icon={<IconCalendarCheck size={28} stroke={1.6} />}
            title={t('import.done')}
            text={t('import.doneText', {
              created: t('import.created', { count: done.created.length }),
              updated: t('import.updated', { count: done.updated.length }),
              cancelled: t('import.cancelled', { count: done.cancelled.length }),
            })}
            actions={
              <>
                <Button
                  renderRoot={(props) => (
                    <Link {...props} to="/schedule" search={{ show: 'month', date: importing.firstDay }} />
                  )}
                >
                  {t('import.toCalendar')}
                </Button>
                <Button variant="default" onClick={importing.restart}>
                  {t('import.another')}
                </Button>
              </>
            }
          />
        ) : (
          <>
            {file ? (
              <p className={classes.file}>
                <IconFileImport size={16} stroke={1.6} aria-hidden="true" />
                <b>{file.name}</b> <span>{formatBytes(file.size)}</span>
                <Button size="sm" variant="subtle" onClick={importing.restart}>
                  {t('import.otherFile')}
                </Button>
              </p>
            ) : (
              <CalendarDrop onFile={importing.take} />
            )}
            {file ? (
              <div className={classes.wishes}>
                <Select
                  label={t('import.venue')}
                  description={t('import.venueHint')}
                  placeholder={t('schedule:noVenue')}
                  data={venues.map(({ id, name }) => ({ value: String(id), label: name }))}
                  value={wishes.venue_id === null ? null : String(wishes.venue_id)}
                  clearable
                  clearButtonProps={{ 'aria-label': t('import.noVenue') }}
                  onChange={(value) => importing.wish({ venue_id: value === null ? null : Number(value) })}
                />
                <Select
                  label={t('import.type')}
                  description={t('import.typeHint')}
                  placeholder={t('import.typeGuess')}
                  data={EVENT_TYPES.map((value) => ({ value, label: t(`schedule:type.${value}`) }))}
                  value={wishes.event_type}
                  clearable
                  clearButtonProps={{ 'aria-label': t('import.typeGuess') }}
                  onChange={setType}
                />
              </div>
            ) : null}
            {looking.isError ? (
              <div className={classes.refused} role="alert">
                <FormError>{errorMessage(looking.error)}</FormError>
                {toApiError(looking.error).errors.map(({ field, message }) => (
                  <p key={`${field}-${message}`}>{message}</p>
                ))}
                <Button
                  variant="default"
                  leftSection={<IconRefresh size={16} stroke={1.6} />}
                  onClick={importing.again}
                >
                  {t('import.lookAgain')}
                </Button>
              </div>
            ) : looking.isPending && !report ? (
              <div className={classes.waiting} aria-busy="true">
                <p aria-live="polite">{t('import.looking')}</p>
                <Skeleton height={64} />
                <Skeleton height={240} />
              </div>
            ) : report ? (
              <div className={classes.checked} data-stale={looking.isPending || undefined}>
                <RunPanel importing={importing} report={report} />
                <Report report={report} />
              </div>
            ) : null}
          </>
        )}
      </div>
    </div>
  );
}
