import { auth } from './auth';
import { common } from './common';
import { errors } from './errors';
import { validation } from './validation';

/** What is read before sign-in; the rest comes with the shell. */
export const resources = { auth, common, errors, validation };
