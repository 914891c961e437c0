import { resources as entry } from './entry';
import { inventory } from './inventory';
import { shell } from './shell';
import { table } from './table';

/** One file per feature; a new file is named here and in the other language. */
export const resources = { ...entry, inventory, shell, table };
