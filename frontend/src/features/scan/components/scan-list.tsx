import { ActionIcon, Progress as Bar, Button } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconClock,
  IconHelp,
  IconListSearch,
  IconRepeat,
  IconX,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/api/connection';
import { formatTime } from '@/shared/lib/dates';
import { isRepeat, type Line, type Scan, type Summary } from '../session';
import { forget, undoScan, useScans } from '../store';
import type { Progress } from '../use-progress';
import { pick } from '../use-scanning';
import classes from './scan-list.module.css';

const ICONS = { found: IconCheck, unknown: IconHelp, ambiguous: IconListSearch, waiting: IconClock } as const;

function useWords() {
  const { t } = useTranslation('scan');
  const online = useConnection((line) => line.status === 'online');
  return (scan: Scan, repeated: boolean): { title: string; hint: string } => {
    const code = scan.readings[0] ?? '';
    const time = formatTime(new Date(scan.at));
    const { outcome } = scan;
    switch (outcome.state) {
      case 'found': {
        const number = outcome.thing.unit?.number ?? outcome.thing.item.inventory_number;
        const place = outcome.thing.unit?.location?.name ?? outcome.thing.item.location?.name;
        const hint = repeated ? t('repeatHint') : [number, place].filter(Boolean).join(' · ');
        return { title: outcome.thing.item.name, hint };
      }
      case 'unknown':
        return { title: t('unknown', { code }), hint: t('unknownHint') };
      case 'ambiguous':
        return { title: t('ambiguous', { code }), hint: t('ambiguousHint') };
      case 'waiting':
        return {
          title: t('waiting', { code }),
          hint: online ? t('searching') : `${t('waitingHint')}, ${time}`,
        };
    }
  };
}

/** The last scan, large, with the key that takes it back. */
function Latest({ scan, first }: { scan: Scan; first: Scan }) {
  const { t } = useTranslation('scan');
  const words = useWords();
  const scans = useScans((state) => state.scans);
  const repeated = isRepeat(scans, scan.id);
  const { title, hint } = words(scan, repeated);
  const state = repeated ? 'repeat' : scan.outcome.state;
  const Glyph = repeated ? IconRepeat : ICONS[scan.outcome.state];
  return (
    <article key={scan.id} className={classes.latest} data-state={state}>
      <div className={classes.text} role="status">
        <p className={classes.verdict}>
          <Glyph size={16} stroke={2} aria-hidden="true" />
          {repeated
            ? t('repeat', { time: formatTime(new Date(first.at)) })
            : scan.outcome.state === 'found'
              ? t('accepted', { time: formatTime(new Date(scan.at)) })
              : hint}
        </p>
        <b>{title}</b>
        {scan.outcome.state === 'found' ? <small>{hint}</small> : null}
      </div>
      <button type="button" className={classes.undo} aria-label={t('undoLong')} onClick={undoScan}>
        <IconArrowBackUp size={22} stroke={1.8} aria-hidden="true" />
        {t('undo')}
      </button>
    </article>
  );
}

function Row({ line }: { line: Line }) {
  const { t } = useTranslation('scan');
  const words = useWords();
  const { outcome } = line.last;
  const { title, hint } = words(line.last, false);
  const Glyph = ICONS[outcome.state];
  const code = line.last.readings[0] ?? '';
  return (
    <li className={classes.row} data-state={outcome.state}>
      <span className={classes.lamp}>
        <Glyph size={20} stroke={1.8} aria-hidden="true" />
      </span>
      <div className={classes.text}>
        {outcome.state === 'found' ? (
          <Link to="/inventory/$itemId" params={{ itemId: outcome.thing.item.id }} className={classes.name}>
            {title}
          </Link>
        ) : (
          <b>{title}</b>
        )}
        <small>{hint}</small>
        {outcome.state === 'ambiguous' ? (
          <span className={classes.choices}>
            {outcome.candidates.map((candidate) => (
              <Button
                key={`${candidate.item_id}.${candidate.unit_id}`}
                variant="default"
                size="lg"
                onClick={() => void pick(line.last.id, candidate)}
              >
                {candidate.name}, {candidate.number}
              </Button>
            ))}
          </span>
        ) : null}
      </div>
      {line.times > 1 ? (
        <span className={classes.times} title={t('times', { count: line.times })}>
          <span aria-hidden="true">×{line.times}</span>
          <span className="visually-hidden">{t('times', { count: line.times })}</span>
        </span>
      ) : null}
      {outcome.state === 'found' ? null : (
        <ActionIcon
          size={44}
          aria-label={t('drop', { code })}
          onClick={() => forget((scan) => scan.readings[0] === code && scan.outcome.state === outcome.state)}
        >
          <IconX size={18} stroke={1.6} />
        </ActionIcon>
      )}
    </li>
  );
}

/** Everything scanned in a row: the count, the last scan, and the rest, latest first. */
export function ScanList({
  summary,
  latest,
  progress,
}: {
  summary: Summary;
  latest: Scan | undefined;
  progress: Progress | null;
}) {
  const { t } = useTranslation('scan');
  const [newest, ...rest] = summary.lines;
  const foreign = progress ? summary.itemIds.length - progress.done : 0;
  const facts = [
    progress ? t('task.left', { n: progress.all - progress.done }) : null,
    foreign > 0 ? t('task.foreign', { count: foreign }) : null,
    summary.unknown > 0 ? t('unknownCount', { count: summary.unknown }) : null,
    summary.waiting > 0 ? t('waitingCount', { count: summary.waiting }) : null,
  ].filter(Boolean);
  // An unclear code is settled where it stands, so it keeps its row although it is the last.
  const rows = newest && newest.last.outcome.state !== 'ambiguous' ? rest : summary.lines;
  return (
    <section className={classes.list} aria-label={t('list')}>
      <p className={classes.count}>
        <b>{progress ? progress.done : summary.found}</b>{' '}
        <span>{progress ? t('task.of', { all: progress.all }) : t('found', { count: summary.found })}</span>
        <small>{facts.join(' · ')}</small>
      </p>
      {progress && progress.all > 0 ? (
        <Bar
          className={classes.bar ?? ''}
          color="green"
          value={(100 * progress.done) / progress.all}
          aria-hidden="true"
        />
      ) : null}
      {latest && newest ? (
        <>
          <Latest scan={latest} first={newest.first} />
          <ul className={classes.rows}>
            {rows.map((line) => (
              <Row key={line.key} line={line} />
            ))}
          </ul>
        </>
      ) : (
        <p className={classes.empty}>
          {t('empty')}
          <small>{t('emptyHint')}</small>
        </p>
      )}
    </section>
  );
}
