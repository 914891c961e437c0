const WORD_JOINER = '\u2060';

/** «1950-е» stays on one line: the end of a number written with a hyphen never stands alone. */
export function unbroken(text: string): string {
  return text.replace(/(\d-)(?=\p{L}{1,3}(?!\p{L}))/gu, `$1${WORD_JOINER}`);
}
