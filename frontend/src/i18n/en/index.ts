import { auth } from './auth';
import { catalogue } from './catalogue';
import { common } from './common';
import { errors } from './errors';
import { imports } from './imports';
import { inventory } from './inventory';
import { profile } from './profile';
import { shell } from './shell';
import { table } from './table';
import { validation } from './validation';

/** One file per feature; a new file is named here and in the other language. */
export const resources = {
  auth,
  catalogue,
  common,
  errors,
  imports,
  inventory,
  profile,
  shell,
  table,
  validation,
};
