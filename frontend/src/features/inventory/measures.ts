import { i18next } from '@/i18n';
import { formatNumber } from '@/shared/lib/numbers';

interface Sized {
  readonly width: string | null;
  readonly height: string | null;
  readonly depth: string | null;
}

function shown(decimal: string): string {
  return formatNumber(Number(decimal));
}

/** «Ш 60 × В 110 × Г 55 см», only the sides that are known; null when none is. */
export function sizeText(item: Sized): string | null {
  const t = i18next.getFixedT(null, 'inventory');
  const sides = (['width', 'height', 'depth'] as const).flatMap((side) => {
    const value = item[side];
    return value === null ? [] : [`${t(`measure.${side}`)} ${shown(value)}`];
  });
  return sides.length > 0 ? `${sides.join(' × ')} ${t('measure.cm')}` : null;
}

export function weightText(weight: string | null): string | null {
  return weight === null ? null : `${shown(weight)} ${i18next.t('inventory:measure.kg')}`;
}

/**
 * What somebody typed as an amount («12 500,00», «0.5») as the API's decimal string.
 *
 * @returns null for an empty field, undefined for what is no amount.
 */
export function parseDecimal(text: string, places = 2): string | null | undefined {
  const value = text.replace(/[\s\u00a0\u202f₽]/g, '').replace(',', '.');
  if (value === '') return null;
  const found = /^(\d{1,10})(?:\.(\d*))?$/.exec(value);
  if (!found || (found[2]?.length ?? 0) > places) return undefined;
  return found[2] ? `${found[1]}.${found[2]}` : (found[1] ?? undefined);
}

/** The API's decimal string as a field shows it in the reader's language: «12500.00» → «12 500,00» or «12,500.00». */
export function decimalField(value: string | null): string {
  if (value === null) return '';
  const places = value.split('.')[1]?.replace(/0+$/, '').length ? 2 : 0;
  return new Intl.NumberFormat(i18next.language, {
    minimumFractionDigits: places,
    maximumFractionDigits: 2,
    useGrouping: i18next.language === 'ru',
  }).format(value as Intl.StringNumericLiteral);
}
