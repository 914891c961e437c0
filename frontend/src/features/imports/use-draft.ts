import { useState } from 'react';
import type { DateOrder, ImportOut } from '@/api/gen';
import { type Choices, choicesOf, columnWith } from './mapping';

export type DateOrders = Readonly<Record<string, DateOrder>>;

export interface Draft {
  readonly choices: Choices;
  readonly dateOrders: DateOrders;
}

function draftOf(imported: ImportOut): Draft {
  return { choices: choicesOf(imported.mapping), dateOrders: imported.options.date_orders };
}

/** Which columns ask for the order of day and month: those the server names, and those already answered. */
export function askedColumns(imported: ImportOut, { choices, dateOrders }: Draft): Map<number, string> {
  const fields = new Set([
    ...imported.ambiguous_dates.map((question) => question.field),
    ...Object.keys(dateOrders),
  ]);
  const asked = new Map<number, string>();
  for (const field of fields) {
    const column = columnWith(choices, field);
    if (column !== undefined && (field in dateOrders || imported.mapping[field] === column)) {
      asked.set(column, field);
    }
  }
  return asked;
}

/**
 * The mapping as it stands on the screen, before the check sends it. Lives as long as the wizard is open, so that a look
 * at another step loses nothing; another table of the file starts anew.
 */
export function useDraft(imported: ImportOut): [Draft, (draft: Draft) => void] {
  const table = `${imported.id}/${imported.sheet}/${imported.header_row}`;
  const [kept, setKept] = useState<{ table: string; draft: Draft } | null>(null);
  const draft = kept?.table === table ? kept.draft : draftOf(imported);
  return [draft, (next) => setKept({ table, draft: next })];
}
