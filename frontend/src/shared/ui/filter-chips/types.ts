import type { Icon } from '@tabler/icons-react';

export interface FilterOption<V extends string | number> {
  readonly value: V;
  readonly label: string;
  /** A figure on the right, for example how many rows. */
  readonly count?: number;
  readonly icon?: Icon;
  /** A dot before the label, for what people tell apart by colour. */
  readonly color?: string | null;
  /** Depth in a tree, 0 by default; children follow their parent in the list. */
  readonly depth?: number;
}

interface Base {
  readonly id: string;
  readonly label: string;
  /** Waits under «Ещё фильтр» while it is not set. */
  readonly further?: boolean;
}

interface Choice<V extends string | number> extends Base {
  /** Undefined while they are loading. */
  readonly options: readonly FilterOption<V>[] | undefined;
  readonly value: readonly V[];
  readonly onChange: (value: V[]) => void;
}

/** Yes, no or whatever. */
export interface FlagFilter extends Base {
  readonly kind: 'flag';
  readonly value: boolean | undefined;
  readonly onChange: (value: boolean | undefined) => void;
}

/** Days from and to (`2026-11-21`), both included; either may be open. */
export interface DatesFilter extends Base {
  readonly kind: 'dates';
  readonly value: { readonly from: string | undefined; readonly to: string | undefined };
  readonly onChange: (value: { from: string | undefined; to: string | undefined }) => void;
}

/** One condition that holds or does not: pressing the chip sets it, its cross takes it off. */
export interface ToggleFilter extends Base {
  readonly kind: 'toggle';
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** Several words of a closed list (statuses). */
export interface EnumFilter extends Choice<string> {
  readonly kind: 'enum';
}

/** Several records by id, flat or as a tree (categories, places, tags). */
export interface RefFilter extends Choice<number> {
  readonly kind: 'ref';
}

/** From one number to another, both included; the texts are what the API takes. */
export interface NumbersFilter extends Base {
  readonly kind: 'numbers';
  readonly value: { readonly from?: string | undefined; readonly to?: string | undefined };
  readonly onChange: (value: { from?: string | undefined; to?: string | undefined }) => void;
}

/** A part of a text. */
export interface WordsFilter extends Base {
  readonly kind: 'words';
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export type ChoiceFilter<V extends string | number> = Choice<V>;
export type Filter =
  | ToggleFilter
  | EnumFilter
  | RefFilter
  | FlagFilter
  | DatesFilter
  | NumbersFilter
  | WordsFilter;
