const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string, delimiter: string): string {
  // A spreadsheet program would run what looks like a formula; an apostrophe keeps it a text.
  const safe = FORMULA.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value;
  return safe.includes(delimiter) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a CSV file that spreadsheet programs open by a double click: with a mark of its encoding. */
export function csvFile(rows: readonly (readonly string[])[], delimiter: string): Blob {
  const lines = rows.map((row) => row.map((value) => cell(value, delimiter)).join(delimiter));
  return new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
}
