import type { QueryClient } from '@tanstack/react-query';
import { fold } from '@/shared/lib/match';
import { itemChoicesOptions } from '../queries';
import type { NeedItem } from './draft';
import type { Phrase } from './phrases';

/** How many are asked for at once: a list of two hundred lines is not a storm. */
const AT_ONCE = 4;
const FIT = 100;

export interface Resolved {
  readonly phrase: Phrase;
  readonly quantity: number;
  /** The nearest first; more than one when the words do not say which. */
  readonly items: readonly NeedItem[];
  /** The server could not be asked. */
  readonly error: unknown;
}

const words = (text: string) => fold(text).split(/[^\p{L}\p{N}]+/u);

function named(items: readonly NeedItem[], q: string): readonly NeedItem[] {
  const wanted = fold(q);
  return items.filter((item) => fold(item.name) === wanted || fold(item.inventory_number) === wanted);
}

/** The items of a text: those called exactly so alone, otherwise all that fit. */
async function find(client: QueryClient, q: string): Promise<readonly NeedItem[]> {
  const { items } = await client.fetchQuery(itemChoicesOptions(q, FIT));
  const exact = named(items, q);
  return exact.length > 0 ? exact : items;
}

/** Whether the number at the end belongs to a name, or is how many. */
export async function resolve(client: QueryClient, phrase: Phrase): Promise<Resolved> {
  const { bare } = phrase;
  const plain = { phrase, quantity: phrase.quantity ?? 1, error: null };
  if (!bare) return { ...plain, items: await find(client, phrase.q) };
  const whole = await find(client, phrase.q);
  const number = String(bare.quantity);
  const meant = whole.filter(
    (item) => words(item.name).includes(number) || fold(item.inventory_number) === fold(phrase.q),
  );
  if (meant.length > 0) return { ...plain, items: meant };
  const counted = await find(client, bare.q);
  return counted.length > 0 || whole.length === 0
    ? { ...plain, quantity: bare.quantity, items: counted }
    : { ...plain, items: whole };
}

/** Each part of a list with the items it may mean, in the order of the list. */
export async function resolveAll(
  client: QueryClient,
  phrases: readonly Phrase[],
): Promise<readonly Resolved[]> {
  const found: Resolved[] = [];
  for (let from = 0; from < phrases.length; from += AT_ONCE) {
    const some = phrases.slice(from, from + AT_ONCE).map(async (phrase): Promise<Resolved> => {
      try {
        return await resolve(client, phrase);
      } catch (error) {
        return { phrase, quantity: phrase.quantity ?? phrase.bare?.quantity ?? 1, items: [], error };
      }
    });
    found.push(...(await Promise.all(some)));
  }
  return found;
}
