import { Button, Checkbox, CloseButton, Select } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '@/api/download';
import { notify } from '@/shared/ui/notify/notify';
import { NumberField } from '@/shared/ui/number-field/number-field';
import { type Choice, MOST_LABELS, perSheet, sheetsFor } from '../layouts';
import { chosenItemsOptions, NAMED, printSheet, type Sheet } from '../queries';
import { Preview } from './preview';
import classes from './print-form.module.css';
import { StartGrid } from './start-grid';

const route = getRouteApi('/_app/inventory/labels');

/** Opens the PDF for printing. The window is opened before the answer is there: later a browser would block it. */
function usePrinting(sheet: Sheet) {
  const { t } = useTranslation('labels');
  return useMutation({
    mutationFn: async (act: 'print' | 'download') => {
      const page = act === 'print' ? window.open('', '_blank') : null;
      try {
        const { content, name } = await printSheet(sheet);
        if (!page) {
          save(content, name);
          return name;
        }
        page.location.href = URL.createObjectURL(content);
        return null;
      } catch (error) {
        page?.close();
        throw error;
      }
    },
    onSuccess: (name) => {
      if (name !== null) notify.done(t('downloaded', { name }));
    },
  });
}

function Items({ ids, onDrop }: { ids: readonly number[]; onDrop: (id: number) => void }) {
  const { t } = useTranslation('labels');
  const { data } = useQuery(chosenItemsOptions(ids));
  if (!data) return null;
  const rows = data.items.filter((row) => ids.includes(row.id));
  const missing = Math.min(ids.length, NAMED) - rows.length;
  return (
    <section aria-label={t('items')}>
      <h2 className={classes.heading}>{t('items')}</h2>
      {missing > 0 ? <p className={classes.warn}>{t('gone')}</p> : null}
      <ul className={classes.items}>
        {rows.map((row) => (
          <li key={row.id}>
            <span>
              {row.name} <small>{row.inventory_number}</small>
            </span>
            {ids.length > 1 ? (
              <CloseButton
                size="lg"
                aria-label={t('drop', { name: row.name })}
                onClick={() => onDrop(row.id)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {ids.length > NAMED ? (
        <p>
          <Link to="/inventory" search={{ id: [...ids] }} target="_blank" rel="noopener">
            {t('andMore', { count: ids.length - NAMED })}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

/** What to print and how; beside it the first sheet. */
export function PrintForm({
  choices,
  choice,
  onChoice,
}: {
  choices: readonly Choice[];
  choice: Choice;
  onChoice: (key: string) => void;
}) {
  const { t } = useTranslation('labels');
  const { ids, units } = route.useSearch();
  const navigate = route.useNavigate();
  const [copies, setCopies] = useState(1);
  const [start, setStart] = useState(1);
  const known = useQuery(chosenItemsOptions(ids)).data?.items;
  // Archived meanwhile, or another department's: a sheet with them would be refused as a whole.
  const printable =
    known && ids.length <= NAMED ? ids.filter((id) => known.some((row) => row.id === id)) : ids;
  const sheet: Sheet = {
    ...choice.wire,
    ids: [...printable],
    copies,
    start_position: start,
    units: units === true,
  };
  const printing = usePrinting(sheet);
  const size = perSheet(choice.layout);
  const labels = printable.length * copies;
  const tooMany = labels > MOST_LABELS;
  const impossible = tooMany || printable.length === 0;
  const option = ({ key, name, own }: Choice) => ({
    value: key,
    label: own?.is_default ? `${name} (${t('isDefault')})` : name,
  });
  const own = choices.filter((one) => one.own !== null);
  const groups = [
    ...(own.length > 0 ? [{ group: t('groups.own'), items: own.map(option) }] : []),
    { group: t('groups.presets'), items: choices.filter((one) => one.own === null).map(option) },
  ];
  const drop = (id: number) =>
    void navigate({
      search: (current) => ({ ...current, ids: ids.filter((one) => one !== id) }),
      replace: true,
    });
  return (
    <div className={classes.columns}>
      <div className={classes.form}>
        <Select
          label={t('template')}
          data={groups}
          value={choice.key}
          allowDeselect={false}
          onChange={(key) => key && onChoice(key)}
        />
        <NumberField
          label={t('copies')}
          min={1}
          max={MOST_LABELS}
          value={copies}
          onChange={(value) => setCopies(Math.min(Math.max(value ?? 1, 1), MOST_LABELS))}
          error={tooMany ? t('tooMany', { count: MOST_LABELS }) : null}
        />
        <Checkbox
          label={t('units')}
          description={t('unitsHint')}
          checked={units === true}
          onChange={({ currentTarget }) => {
            const on = currentTarget.checked || undefined;
            void navigate({ search: (current) => ({ ...current, units: on }), replace: true });
          }}
        />
        <StartGrid layout={choice.layout} labels={labels} value={start} onChange={setStart} />
        <Items ids={ids} onDrop={drop} />
        <div className={classes.acts}>
          {units ? null : (
            <p className={classes.total}>
              {t('labelCount', { count: labels })}
              {size > 1 ? ` ${t('sheetCount', { count: sheetsFor(labels, start, size) })}` : ''}
            </p>
          )}
          <Button
            variant="default"
            size="lg"
            disabled={impossible}
            loading={printing.isPending && printing.variables === 'download'}
            leftSection={<IconDownload size={18} stroke={1.6} />}
            onClick={() => printing.mutate('download')}
          >
            {t('download')}
          </Button>
          <Button
            size="lg"
            disabled={impossible}
            loading={printing.isPending && printing.variables === 'print'}
            leftSection={<IconPrinter size={18} stroke={1.6} />}
            onClick={() => printing.mutate('print')}
          >
            {t('print')}
          </Button>
          <small>{t('scaleHint')}</small>
        </div>
      </div>
      <div className={classes.preview}>
        <h2 className={classes.heading}>{t('preview')}</h2>
        <Preview sheet={impossible || !known ? null : sheet} roll={choice.layout.page === 'roll'} />
      </div>
    </div>
  );
}
