import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConflictList } from '../conflicts';
import { typeLook } from '../vocabulary';
import classes from './import-page.module.css';
import { changesText, type ImportReport, partId, whenText } from './report-words';

type Reason = ImportReport['skipped'][number]['reason'];

const FIRST = 50;

/** A part of the report: its first lines, and the rest when asked for. */
function Part<T>({
  part,
  items,
  children,
}: {
  part: 'conflicts' | 'errors' | 'created' | 'updated' | 'cancelled' | 'unchanged' | 'skipped' | 'notes';
  items: readonly T[];
  children: (items: readonly T[]) => ReactNode;
}) {
  const { t } = useTranslation('scheduleDesk');
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  return (
    <section className={classes.part} id={partId(part)}>
      <h2>
        {t(`import.part.${part}`)} <span>{items.length}</span>
      </h2>
      {children(all ? items : items.slice(0, FIRST))}
      {!all && items.length > FIRST ? (
        <Button variant="subtle" size="sm" onClick={() => setAll(true)}>
          {t('import.showRest', { count: items.length - FIRST })}
        </Button>
      ) : null}
    </section>
  );
}

function Events({
  rows,
  cancelled = false,
}: {
  rows: readonly ImportReport['created'][number][];
  cancelled?: boolean;
}) {
  const { t } = useTranslation(['scheduleDesk', 'schedule']);
  return (
    <ul>
      {rows.map((row) => {
        const Glyph = typeLook[row.event_type].icon;
        return (
          <li key={row.uid} className={classes.line} data-cancelled={cancelled || undefined}>
            <span className={classes.when}>{whenText(row)}</span>
            <span>
              <Glyph size={14} stroke={1.6} aria-hidden="true" /> <b>{row.title}</b>
            </span>
            <span className={classes.facts}>
              {[
                t(`schedule:type.${row.event_type}`),
                row.venue?.name ?? t('schedule:noVenue'),
                row.performance && row.performance.title !== row.title
                  ? t('import.recognised', { title: row.performance.title })
                  : null,
                ...(cancelled ? [] : changesText(row)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Remarks({ rows }: { rows: readonly ImportReport['errors'][number][] }) {
  const { t } = useTranslation('scheduleDesk');
  return (
    <ul>
      {rows.map((row) => (
        <li key={`${row.index}-${row.code}-${row.uid}`} className={classes.line}>
          <span className={classes.when}>{t('import.number', { index: row.index })}</span>
          <b>{row.title || t('import.untitled')}</b>
          <span className={classes.facts}>{row.message}</span>
        </li>
      ))}
    </ul>
  );
}

function Left({ rows }: { rows: readonly (ImportReport['unchanged'][number] & { reason?: Reason })[] }) {
  const { t } = useTranslation('scheduleDesk');
  return (
    <ul>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a file may hold one event twice
        <li key={`${row.uid}-${index}`} className={classes.line}>
          <span className={classes.when}>{whenText(row)}</span>
          <b>{row.title || t('import.untitled')}</b>
          {row.reason ? <span className={classes.facts}>{t(`import.skipped.${row.reason}`)}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** What a run would do, event by event; what stands in its way comes first. */
export function Report({ report }: { report: ImportReport }) {
  return (
    <>
      <Part part="conflicts" items={report.conflicts}>
        {(items) => <ConflictList conflicts={items} dated />}
      </Part>
      <Part part="errors" items={report.errors}>
        {(items) => <Remarks rows={items} />}
      </Part>
      <Part part="created" items={report.created}>
        {(items) => <Events rows={items} />}
      </Part>
      <Part part="updated" items={report.updated}>
        {(items) => <Events rows={items} />}
      </Part>
      <Part part="cancelled" items={report.cancelled}>
        {(items) => <Events rows={items} cancelled />}
      </Part>
      <Part part="skipped" items={report.skipped}>
        {(items) => <Left rows={items} />}
      </Part>
      <Part part="notes" items={report.notes}>
        {(items) => <Remarks rows={items} />}
      </Part>
      <Part part="unchanged" items={report.unchanged}>
        {(items) => <Left rows={items} />}
      </Part>
    </>
  );
}
