import type { CustomFieldOut } from '@/api/gen';
import type { Filter } from '@/shared/ui/filter-chips';
import { useFields } from './queries';
import { fieldHeading } from './values';

type Op = 'eq' | 'gte' | 'lte' | 'contains';

/** `key:op:value` conditions of the address, as chips with the editor of each field's type. */
export function fieldFilters(
  fields: readonly CustomFieldOut[],
  given: readonly string[],
  onChange: (field: string[] | undefined) => void,
): Filter[] {
  const of = (key: string, op: Op) =>
    given
      .filter((one) => one.startsWith(`${key}:${op}:`))
      .map((one) => one.slice(key.length + op.length + 2));
  const set = (key: string, conditions: readonly (readonly [Op, string | undefined])[]) => {
    const others = given.filter((one) => !one.startsWith(`${key}:`));
    const own = conditions.flatMap(([op, value]) =>
      value === undefined || value === '' ? [] : [`${key}:${op}:${value}`],
    );
    const next = [...others, ...own].slice(0, 10);
    onChange(next.length > 0 ? next : undefined);
  };
  return fields
    .filter((field) => field.is_active)
    .map((field): Filter => {
      const { key } = field;
      const base = { id: `field.${key}`, label: fieldHeading(field), further: true };
      const range = { from: of(key, 'gte')[0], to: of(key, 'lte')[0] };
      const setRange = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
        set(key, [
          ['gte', from],
          ['lte', to],
        ]);
      switch (field.type) {
        case 'integer':
        case 'decimal':
          return { ...base, kind: 'numbers', value: range, onChange: setRange };
        case 'date':
          return { ...base, kind: 'dates', value: range, onChange: setRange };
        case 'boolean': {
          const [value] = of(key, 'eq');
          return {
            ...base,
            kind: 'flag',
            value: value === undefined ? undefined : value === 'true',
            onChange: (on) => set(key, [['eq', on === undefined ? undefined : String(on)]]),
          };
        }
        case 'choice':
        case 'multi_choice':
          return {
            ...base,
            kind: 'enum',
            options: field.options,
            value: of(key, 'eq'),
            onChange: (values) =>
              set(
                key,
                values.map((value) => ['eq', value] as const),
              ),
          };
        default:
          return {
            ...base,
            kind: 'words',
            value: of(key, 'contains')[0] ?? '',
            onChange: (value) => set(key, [['contains', value.trim() || undefined]]),
          };
      }
    });
}

export function useFieldFilters(
  given: readonly string[] | undefined,
  onChange: (field: string[] | undefined) => void,
): Filter[] {
  return fieldFilters(useFields(), given ?? [], onChange);
}
