import { currentLanguage } from '@/i18n';

/** The API's decimal string («12500.00») → «12 500,00 ₽» / «₽12,500.00». Null gives an empty string. */
export function formatMoney(value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return '';
  // Intl takes the decimal string itself: no detour through a binary float.
  const decimal = value as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(currentLanguage(), { style: 'currency', currency: 'RUB' }).format(decimal);
}
