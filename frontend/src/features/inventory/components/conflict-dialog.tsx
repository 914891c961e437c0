import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { i18next } from '@/i18n';
import { formatPlainDate } from '@/shared/lib/dates';
import { formatMoney } from '@/shared/lib/money';
import { differences, type EditedField } from '../conflict';
import { draftOf, type ItemDraft } from '../item-draft';
import { Moment } from './cells';
import classes from './conflict-dialog.module.css';

const LONG = 160;

/** A field's value in words. */
function words(item: ItemOut, field: EditedField): string {
  switch (field) {
    case 'category_id':
      return item.category?.name ?? '';
    case 'department_id':
      return item.department?.name ?? '';
    case 'responsible_id':
      return item.responsible?.short_name ?? '';
    case 'tag_ids':
      return item.tags.map((tag) => tag.name).join(', ');
    case 'condition':
      return i18next.t(`inventory:condition.${item.condition}`);
    case 'purchase_price':
    case 'current_value':
      return formatMoney(item[field]);
    case 'purchase_date':
    case 'warranty_until':
      return item[field] ? formatPlainDate(item[field]) : '';
    case 'custom_fields':
      return Object.entries(item.custom_fields)
        .map(([key, value]) => `${key}: ${value}`)
        .join('; ');
    default:
      return String(item[field] ?? '').slice(0, LONG);
  }
}

const LABEL = {
  category_id: 'field.category',
  department_id: 'field.department',
  responsible_id: 'field.responsible',
  tag_ids: 'field.tags',
  custom_fields: 'form.custom',
} as const;

function labelKey(field: EditedField) {
  switch (field) {
    case 'category_id':
    case 'department_id':
    case 'responsible_id':
    case 'tag_ids':
    case 'custom_fields':
      return LABEL[field];
    default:
      return `field.${field}` as const;
  }
}

/** Somebody saved the same item first: shows what they changed and offers to go on without losing a word. */
export function ConflictDialog({
  base,
  theirs,
  mine,
  onMerge,
  onDiscard,
  onClose,
}: {
  base: ItemOut;
  theirs: ItemOut;
  mine: ItemDraft;
  onMerge: () => void;
  onDiscard: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['inventory', 'common']);
  const changed = differences(draftOf(base), draftOf(theirs), mine);
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('conflict.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <p className={classes.text}>
        {theirs.updated_by?.short_name} <Moment at={theirs.updated_at} withTime />. {t('conflict.text')}
      </p>
      <dl className={classes.list}>
        {changed.map(({ field, mine: kept }) => (
          <div key={field}>
            <dt>{t(labelKey(field))}</dt>
            <dd>
              <del>{words(base, field) || t('conflict.empty')}</del>
              <span aria-hidden="true"> → </span>
              <ins>{words(theirs, field) || t('conflict.empty')}</ins>
              {kept ? <span className={classes.kept}>{t('conflict.kept')}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.text}>{t('conflict.next')}</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={onDiscard}>
          {t('conflict.discard')}
        </Button>
        <Button onClick={onMerge} data-autofocus>
          {t('conflict.merge')}
        </Button>
      </div>
    </Modal>
  );
}
