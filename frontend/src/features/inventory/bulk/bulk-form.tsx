import { SegmentedControl, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/shared/permissions';
import { QuantityStepper } from '@/shared/ui/quantity-stepper/quantity-stepper';
import { SearchSelect } from '@/shared/ui/search-select';
import { TreeSelectField } from '@/shared/ui/tree-select/tree-select';
import { PersonSelect } from '../components/person-select';
import { TagField } from '../components/tag-field';
import { actOf } from '../movements/acts';
import { TitleSelect } from '../movements/title-select';
import { categoriesOptions, departmentsOptions, locationsOptions } from '../queries';
import { CONDITIONS } from '../vocabulary';
import { type ActId, type Draft, isMove, type MoveKind } from './acts';
import classes from './bulk-dialog.module.css';

interface Props<A extends ActId = ActId> {
  readonly act: A;
  readonly draft: Draft;
  readonly onChange: (patch: Partial<Draft>) => void;
}

function MoveFields({ act, draft, onChange }: Props<MoveKind>) {
  const { t } = useTranslation(['bulk', 'movements']);
  const places = useQuery(locationsOptions()).data?.items;
  const titled = useCan()('performance:read') && actOf(act).titled === true;
  const { stays, back } = actOf(act);
  return (
    <>
      {stays ? null : (
        <TreeSelectField
          label={t('movements:field.to')}
          description={act === 'transfer' ? undefined : t(back ? 'hint.home' : 'hint.to')}
          withAsterisk={act === 'transfer'}
          nodes={places}
          value={draft.place}
          onChange={(place) => onChange({ place })}
        />
      )}
      <div className={classes.field}>
        <span className={classes.label}>{t('quantity.label')}</span>
        <SegmentedControl
          aria-label={t('quantity.label')}
          value={draft.quantity === 'all' ? 'all' : 'some'}
          data={[
            { value: 'all', label: t('quantity.all') },
            { value: 'some', label: t('quantity.some') },
          ]}
          onChange={(value) => onChange({ quantity: value === 'all' ? 'all' : 1 })}
        />
        {draft.quantity === 'all' ? (
          <p className={classes.hint}>{t(act === 'write_off' ? 'hint.writeOff' : 'hint.all')}</p>
        ) : (
          <QuantityStepper
            label={t('movements:field.quantity')}
            value={draft.quantity}
            onChange={(quantity) => onChange({ quantity })}
          />
        )}
      </div>
      {titled ? <TitleSelect value={draft.title} onChange={(title) => onChange({ title })} /> : null}
      <Textarea
        label={t('movements:field.comment')}
        autosize
        minRows={2}
        maxLength={10_000}
        value={draft.comment}
        onChange={(event) => onChange({ comment: event.currentTarget.value })}
      />
    </>
  );
}

/** The fields of one act. */
export function BulkFields({ act, draft, onChange }: Props) {
  const { t } = useTranslation(['bulk', 'inventory']);
  const categories = useQuery({ ...categoriesOptions(), enabled: act === 'set_category' }).data?.items;
  const departments = useQuery({ ...departmentsOptions(), enabled: act === 'set_department' }).data?.items;
  if (isMove(act)) return <MoveFields act={act} draft={draft} onChange={onChange} />;
  const set = (reference: number | null) => onChange({ reference });
  switch (act) {
    case 'set_category':
      return (
        <TreeSelectField
          label={t('inventory:field.category')}
          placeholder={t('field.none')}
          nodes={categories}
          value={draft.reference}
          onChange={set}
        />
      );
    case 'set_department':
      return (
        <SearchSelect
          label={t('inventory:field.department')}
          placeholder={t('field.none')}
          options={(departments ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={draft.reference === null ? null : String(draft.reference)}
          onChange={(value) => set(value === null ? null : Number(value))}
          clearable
        />
      );
    case 'set_responsible':
      return (
        <PersonSelect
          label={t('inventory:field.responsible')}
          chosen={null}
          value={draft.reference}
          onChange={set}
        />
      );
    case 'set_condition':
      return (
        <div className={classes.field}>
          <span className={classes.label}>{t('inventory:field.condition')}</span>
          <SegmentedControl
            aria-label={t('inventory:field.condition')}
            value={draft.condition}
            data={CONDITIONS.map((value) => ({ value, label: t(`inventory:condition.${value}`) }))}
            onChange={(value) =>
              onChange({ condition: CONDITIONS.find((one) => one === value) ?? draft.condition })
            }
          />
        </div>
      );
    case 'add_tags':
    case 'remove_tags':
      return <TagField value={draft.tags} onChange={(tags) => onChange({ tags })} />;
    case 'archive':
    case 'restore':
      return <p className={classes.hint}>{t(`hint.${act}`)}</p>;
  }
}
