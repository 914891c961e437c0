import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkLine, BulkOutcome } from '@/api/gen';
import { formatNumber } from '@/shared/lib/numbers';
import { Uses } from '@/shared/ui/uses/uses';
import classes from './bulk-dialog.module.css';
import { useWords } from './use-words';

const SHOWN = 200;
const KINDS = ['refused', 'used', 'changed', 'unchanged'] as const;
type Shown = (typeof KINDS)[number];

const kindOf = (line: BulkLine): Shown => (line.outcome === 'changed' && line.used ? 'used' : line.outcome);

/** Every item with what becomes of it; refusals first, because they are what one has to read. */
export function BulkLines({ outcome, done }: { outcome: BulkOutcome; done: boolean }) {
  const { t } = useTranslation('bulk');
  const words = useWords();
  const { refused, unchanged, used } = outcome;
  const counts = { refused, used, changed: outcome.changed - used, unchanged };
  const kinds = KINDS.filter((kind) => counts[kind] > 0);
  const [wanted, setWanted] = useState<Shown | null>(null);
  const [query, setQuery] = useState('');
  const kind = wanted !== null && kinds.includes(wanted) ? wanted : (kinds[0] ?? 'changed');
  const needle = query.trim().toLowerCase();
  const found = outcome.results.filter(
    (line) =>
      kindOf(line) === kind &&
      (needle === '' ||
        `${line.item.name ?? ''} ${line.item.inventory_number ?? ''}`.toLowerCase().includes(needle)),
  );
  const label = (one: Shown) =>
    `${one === 'used' ? t('outcome.used') : t(done ? `result.${one}` : `outcome.${one}`)} ${formatNumber(counts[one])}`;
  return (
    <>
      <div className={classes.tools}>
        <SegmentedControl
          size="sm"
          aria-label={t('lines')}
          value={kind}
          data={kinds.map((one) => ({ value: one, label: label(one) }))}
          onChange={(value) => setWanted(kinds.find((one) => one === value) ?? null)}
        />
        <TextInput
          size="sm"
          type="search"
          aria-label={t('filter')}
          placeholder={t('filter')}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.lines} tabIndex={0} aria-label={t('lines')}>
        {found.length === 0 ? <p className={classes.hint}>{t('nobody')}</p> : null}
        <ul>
          {found.slice(0, SHOWN).map((line: BulkLine) => (
            <li key={line.item.id} className={classes.line}>
              <span className={classes.name}>
                {words.name(line)} <small>{line.item.inventory_number}</small>
              </span>
              {line.used && line.uses ? <Uses uses={line.uses} people="responsible" /> : null}
              {line.message ? (
                <span className={classes.reason}>{line.message}</span>
              ) : line.after ? (
                <span className={classes.change}>
                  <del>{words.values(line.before)}</del> <span aria-hidden="true">→</span>{' '}
                  <ins>{words.values(line.after)}</ins>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
        {found.length > SHOWN ? <p className={classes.hint}>{t('shown', { count: SHOWN })}</p> : null}
      </section>
    </>
  );
}
