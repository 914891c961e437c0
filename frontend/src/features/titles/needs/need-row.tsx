import { ActionIcon, Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/shared/lib/numbers';
import { FormError } from '@/shared/ui/form/form-error';
import { NumberField } from '@/shared/ui/number-field/number-field';
import classes from './add-needs.module.css';
import { type NeedDraft, type NeedItem, otherItem } from './draft';
import { ItemSelect } from './item-select';

const FEW = 4;

/** What else the words of a list fit: one press takes it instead. */
function Others({ line, onTake }: { line: NeedDraft; onTake: (item: NeedItem) => void }) {
  const { t } = useTranslation('titles');
  const { text = '', others = [] } = line.guess ?? {};
  const [all, setAll] = useState(false);
  return (
    <span className={classes.others}>
      <small>{t('needs.fitsToo', { text })}</small>
      {(all ? others : others.slice(0, FEW)).map((item) => (
        <Button
          key={item.id}
          size="compact-xs"
          variant="default"
          className={classes.other ?? ''}
          aria-label={t('needs.takeInstead', { name: `${item.name}, ${item.inventory_number}` })}
          onClick={() => onTake(item)}
        >
          {item.name}
        </Button>
      ))}
      {others.length > FEW ? (
        <Button
          size="compact-xs"
          variant="subtle"
          className={classes.other ?? ''}
          onClick={() => setAll(!all)}
        >
          {all ? t('needs.fewer') : t('needs.more', { count: others.length - FEW })}
        </Button>
      ) : null}
    </span>
  );
}

/** One line of several being written down: how many, and behind the arrow what is rarely said. */
export function NeedRow({
  line,
  error,
  onChange,
  onRemove,
  onNext,
}: {
  line: NeedDraft;
  error: string | undefined;
  onChange: (change: Partial<NeedDraft>) => void;
  onRemove: () => void;
  /** Enter in the number: on to the next item. */
  onNext: () => void;
}) {
  const { t } = useTranslation('titles');
  const [open, setOpen] = useState(false);
  const { item } = line;
  const missing = Math.max(0, (line.quantity ?? 0) - item.quantity);
  const Arrow = open ? IconChevronUp : IconChevronDown;
  return (
    <li className={classes.row} data-bad={error !== undefined || undefined}>
      <span className={classes.name}>
        <span>{item.name}</span>
        <small>
          {item.inventory_number}
          {missing > 0 ? (
            <span className={classes.short}>
              <IconAlertTriangle size={14} stroke={1.8} aria-hidden="true" />
              {t('needs.short', { n: formatNumber(missing) })}
            </span>
          ) : null}
        </small>
        {error ? <FormError>{error}</FormError> : null}
      </span>
      <NumberField
        className={classes.quantity ?? ''}
        aria-label={t('needs.quantityOf', { name: item.name })}
        min={1}
        max={100_000}
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
        unit={<small>{item.unit}</small>}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onNext();
        }}
      />
      <ActionIcon
        aria-label={t('needs.detailsOf', { name: item.name })}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Arrow size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon aria-label={t('needs.removeOf', { name: item.name })} onClick={onRemove}>
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
      {line.guess ? (
        <Others
          line={line}
          onTake={(item) => {
            onChange(otherItem(line, item));
            // The key that was pressed is gone.
            onNext();
          }}
        />
      ) : null}
      {open ? (
        <div className={classes.details}>
          <TextInput
            label={t('needs.character')}
            maxLength={100}
            value={line.character}
            onChange={(event) => onChange({ character: event.currentTarget.value })}
          />
          <ItemSelect
            label={t('needs.alternative')}
            chosen={line.alternative}
            onChange={(alternative) => onChange({ alternative })}
          />
          <Checkbox
            label={t('needs.consumable')}
            checked={line.is_consumable}
            onChange={(event) => onChange({ is_consumable: event.currentTarget.checked })}
          />
          <Textarea
            label={t('needs.notes')}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={10_000}
            value={line.notes}
            onChange={(event) => onChange({ notes: event.currentTarget.value })}
          />
        </div>
      ) : null}
    </li>
  );
}
