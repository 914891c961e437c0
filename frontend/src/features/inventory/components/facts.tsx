import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { formatPlainDate } from '@/shared/lib/dates';
import { formatMoney } from '@/shared/lib/money';
import { treeIndex } from '@/shared/lib/tree';
import { useCan } from '@/shared/permissions';
import { Section } from '@/shared/ui/drawer';
import { sizeText, weightText } from '../measures';
import { categoriesOptions } from '../queries';
import { Moment } from './cells';
import classes from './facts.module.css';
import { canTag, QuickTags } from './quick-tags';
import { ConditionBadge } from './status-badge';

function Row({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Author({ at, name }: { at: string; name: string | undefined }) {
  return (
    <>
      <Moment at={at} withTime />
      {name ? <span className={classes.muted}>{name}</span> : null}
    </>
  );
}

/** What is known about an item; empty fields are not shown. */
export function Facts({ item }: { item: ItemOut }) {
  const { t } = useTranslation('inventory');
  const can = useCan();
  const { data: tree } = useQuery(categoriesOptions());
  const category = item.category
    ? (treeIndex(tree?.items ?? [])
        .get(item.category.id)
        ?.path.join(', ') ?? item.category.name)
    : null;
  return (
    <Section title={t('facts.title')}>
      <dl className={classes.facts}>
        {item.tags.length > 0 || canTag(item, can) ? (
          <Row label={t('field.tags')}>
            <QuickTags item={item} />
          </Row>
        ) : null}
        <Row label={t('field.responsible')}>{item.responsible?.short_name}</Row>
        <Row label={t('field.department')}>{item.department?.name}</Row>
        <Row label={t('field.category')}>{category}</Row>
        <Row label={t('field.condition')}>
          <ConditionBadge condition={item.condition} />
        </Row>
        <Row label={t('field.serial_number')}>{item.serial_number}</Row>
        <Row label={t('field.manufacturer')}>{item.manufacturer}</Row>
        <Row label={t('field.model')}>{item.model}</Row>
        <Row label={t('field.size')}>{sizeText(item)}</Row>
        <Row label={t('field.weight')}>{weightText(item.weight)}</Row>
        <Row label={t('field.current_value')}>{formatMoney(item.current_value)}</Row>
        <Row label={t('field.purchase_price')}>{formatMoney(item.purchase_price)}</Row>
        <Row label={t('field.purchase_date')}>
          {item.purchase_date ? formatPlainDate(item.purchase_date) : null}
        </Row>
        <Row label={t('field.warranty_until')}>
          {item.warranty_until ? formatPlainDate(item.warranty_until) : null}
        </Row>
        <Row label={t('field.created_at')}>
          <Author at={item.created_at} name={item.created_by?.short_name} />
        </Row>
        <Row label={t('field.updated_at')}>
          <Author at={item.updated_at} name={item.updated_by?.short_name} />
        </Row>
      </dl>
    </Section>
  );
}

/** The two long texts, each only when there is one. */
export function Descriptions({ item }: { item: ItemOut }) {
  const { t } = useTranslation('inventory');
  return (
    <>
      {item.description ? (
        <Section title={t('field.description')}>
          <p className={classes.prose}>{item.description}</p>
        </Section>
      ) : null}
      {item.technical_description ? (
        <Section title={t('field.technical_description')}>
          <p className={classes.prose}>{item.technical_description}</p>
        </Section>
      ) : null}
    </>
  );
}
