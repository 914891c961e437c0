import { catalogue } from './catalogue';
import { resources as entry } from './entry';
import { inventory } from './inventory';
import { profile } from './profile';
import { shell } from './shell';
import { table } from './table';

/** One file per feature; a new file is named here and in the other language. */
export const resources = { ...entry, catalogue, inventory, profile, shell, table };
