import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconMasksTheater, IconUsersGroup } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetBlock, SheetCall } from '@/api/gen';
import { AnswerMark } from './answer';
import { answerOf, isComplete, summaryOf } from './reading';
import classes from './sheet.module.css';
import { type Clock, movedText } from './words';

export interface Columns {
  readonly answers: boolean;
  readonly phones: boolean;
}

export function PersonCell({ call }: { call: SheetCall }) {
  const { t } = useTranslation('scheduleDesk');
  return call.person ? (
    <b>{call.person.name}</b>
  ) : (
    <span className={classes.missing}>{t('sheet.nobody')}</span>
  );
}

/** What is to be known of a call; what the person wrote with the answer is not for the paper on the wall. */
export function NoteCell({ call, clock }: { call: SheetCall; clock: Clock }) {
  const moved = movedText(call, clock);
  return (
    <td className={classes.note}>
      {moved}
      {call.comment ? (
        <span className="screen-only">
          {moved ? ', ' : null}
          {call.comment}
        </span>
      ) : null}
    </td>
  );
}

export function Phone({ call }: { call: SheetCall }) {
  return call.phone ? <a href={`tel:${call.phone.replace(/[^+\d]/g, '')}`}>{call.phone}</a> : null;
}

function Line({ call, clock, columns }: { call: SheetCall; clock: Clock; columns: Columns }) {
  return (
    <tr data-answer={answerOf(call)}>
      <td className={classes.role}>{call.role}</td>
      <td className={classes.person}>
        <PersonCell call={call} />
      </td>
      {columns.phones ? (
        <td className={classes.phone}>
          <Phone call={call} />
        </td>
      ) : null}
      <td className={classes.at}>{clock(call.call_at)}</td>
      {columns.answers ? (
        <td className={classes.answers}>
          <AnswerMark call={call} />
        </td>
      ) : null}
      <NoteCell call={call} clock={clock} />
      <td className={classes.sign} />
    </tr>
  );
}

/** The people of one department. A complete one is a line with its summary; open questions lie open. */
export function Block({ block, clock, columns }: { block: SheetBlock; clock: Clock; columns: Columns }) {
  const { t } = useTranslation('scheduleDesk');
  const id = useId();
  const complete = isComplete(block);
  const [open, setOpen] = useState(!complete);
  const Glyph = block.artists ? IconMasksTheater : IconUsersGroup;
  const { names, more, since } = summaryOf(block);
  const width = 5 + Number(columns.answers) + Number(columns.phones);
  return (
    <>
      <tbody>
        <tr className={classes.head}>
          <th scope="rowgroup" colSpan={width}>
            <UnstyledButton
              className={classes.fold ?? ''}
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen(!open)}
            >
              <IconChevronRight size={16} stroke={1.6} aria-hidden="true" />
              <Glyph size={16} stroke={1.6} aria-hidden="true" />
              <b>{block.department?.name ?? t(block.artists ? 'sheet.artists' : 'sheet.noDepartment')}</b>
              {block.confirmed === null ? (
                <span>{t('sheet.called', { count: block.total })}</span>
              ) : (
                <span data-complete={complete || undefined} className={classes.tally}>
                  {t('sheet.tally', { confirmed: block.confirmed, total: block.total })}
                </span>
              )}
              {open ? null : (
                <span className={classes.summary}>
                  {names.join(', ')}
                  {more > 0 ? <u>{t('sheet.more', { count: more })}</u> : null}
                  {since === null ? null : t('sheet.since', { time: clock(since) })}
                </span>
              )}
            </UnstyledButton>
          </th>
        </tr>
      </tbody>
      <tbody id={id} className={classes.lines} hidden={!open}>
        {block.calls.map((call) => (
          <Line key={call.call_id} call={call} clock={clock} columns={columns} />
        ))}
      </tbody>
    </>
  );
}
