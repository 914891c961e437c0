import { useTranslation } from 'react-i18next';
import type { ItemOut } from '@/api/gen';
import { Section } from '@/shared/ui/drawer';
import classes from '../components/facts.module.css';
import { useFields, useFieldsOf } from './queries';
import { type FieldValue, fieldText } from './values';

function Value({ value, url, text }: { value: FieldValue; url: boolean; text: string }) {
  if (!url || typeof value !== 'string' || !/^https?:\/\//.test(value)) return <>{text}</>;
  return (
    <a href={value} target="_blank" rel="noreferrer noopener">
      {value.replace(/^https?:\/\//, '')}
    </a>
  );
}

/** What the theatre's own fields say about an item, and what nobody declared. */
export function Properties({ item }: { item: ItemOut }) {
  const { t } = useTranslation('fields');
  const all = useFields();
  const own = useFieldsOf(item.category?.id ?? null);
  const shown = own.filter((field) => field.key in item.custom_fields);
  const known = new Set(own.map((field) => field.key));
  const others = Object.entries(item.custom_fields).filter(([key]) => !known.has(key));
  return (
    <>
      {shown.length > 0 ? (
        <Section title={t('properties')}>
          <dl className={classes.facts}>
            {shown.map((field) => {
              const value = item.custom_fields[field.key];
              if (value === undefined) return null;
              return [
                <dt key="name">{field.name}</dt>,
                <dd key="value">
                  <Value value={value} url={field.type === 'url'} text={fieldText(value, field)} />
                </dd>,
              ];
            })}
          </dl>
        </Section>
      ) : null}
      {others.length > 0 ? (
        <Section title={t('others')}>
          <dl className={classes.facts}>
            {others.map(([key, value]) => {
              const field = all.find((one) => one.key === key);
              return [
                <dt key={`${key}.name`}>{field?.name ?? key}</dt>,
                <dd key={`${key}.value`}>{fieldText(value, field)}</dd>,
              ];
            })}
          </dl>
        </Section>
      ) : null}
    </>
  );
}
