/** What somebody wrote for one thing: the words to look for and how many. */
export interface Phrase {
  readonly text: string;
  readonly q: string;
  readonly quantity: number | null;
  /** The number stands at the end without a sign: «стул 6», where a name may end so, too. */
  readonly bare: { readonly q: string; readonly quantity: number } | null;
}

const MOST = 100_000;
const SIGNED = /^(.*?)(?:\s*[*×]|\s+[xх])\s*(\d{0,6})$/i;
const BARE = /^(.*\S)[\s,–—-]+(\d{1,6})(?:\s*(?:шт|штук|штуки|штука|pcs|pc)\.?)?$/i;
/** A number in a cell: «6», «6,0», «1 200», «6 шт.». */
const CELL = /^(\d{1,3}(?:[\s\u00a0\u202f]\d{3})+|\d{1,6})(?:[.,]0+)?\s*(?:шт|штук|pcs)?\.?$/i;

function numberOf(digits: string | undefined): number | null {
  const number = Number((digits ?? '').replaceAll(/\s/g, ''));
  return number > 0 ? Math.min(number, MOST) : null;
}

/** A row of a spreadsheet: the last cell that is a number says how many, the others what. */
function fromCells(text: string): Phrase {
  const cells = text.split('\t').map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll('""', '"'),
  );
  const numbers = cells.filter((cell) => CELL.test(cell));
  const words = cells.filter((cell) => cell !== '' && !CELL.test(cell));
  const said = [...(words.length > 0 ? words : numbers)].join(' ');
  const quantity = words.length > 0 ? numberOf(CELL.exec(numbers.at(-1) ?? '')?.[1]) : null;
  return { text: cells.filter(Boolean).join(' '), q: said, quantity, bare: null };
}

/** «кресло *6», «кресло x6», «кресло × 6», «кресло 6 шт.», a row of cells. */
export function parsePhrase(typed: string): Phrase {
  if (typed.trim().includes('\t')) return fromCells(typed.trim());
  const text = typed.trim();
  const signed = SIGNED.exec(text);
  if (signed && (signed[2] !== '' || /[*×]$/.test(text))) {
    return { text, q: (signed[1] ?? '').trim(), quantity: numberOf(signed[2]), bare: null };
  }
  const bare = BARE.exec(text);
  const quantity = numberOf(bare?.[2]);
  const q = (bare?.[1] ?? '').replace(/[\s,–—-]+$/, '');
  return { text, q: text, quantity: null, bare: bare && quantity && q !== '' ? { q, quantity } : null };
}

/** The parts of a list: by semicolons, or a line each. */
export function parseList(text: string): readonly Phrase[] {
  return text
    .split(/[;\r\n]+/)
    .filter((part) => part.trim() !== '')
    .map(parsePhrase)
    .filter((phrase) => phrase.q !== '');
}

/** More than one thing is meant. */
export function isList(text: string): boolean {
  return /[;\r\n]/.test(text) && parseList(text).length > 0;
}
