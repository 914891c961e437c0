import * as z from 'zod/mini';

/** Bounds of the API: beyond them it refuses the whole question. */
const MOST_PAGES = 200_000;
const MOST_IDS = 500;
const id = z.int().check(z.minimum(1), z.maximum(2_147_483_647));

/**
 * Pieces of route search schemas. Each swallows nonsense in the address (`.catch`), so an old or mistyped link opens
 * the list instead of an error page.
 */
export const pageParam = z.catch(z.optional(z.int().check(z.minimum(1), z.maximum(MOST_PAGES))), undefined);
export const pageSizes = [25, 50, 100, 200] as const;
export const pageSizeParam = z.catch(
  z.optional(z.union([z.literal(25), z.literal(50), z.literal(100), z.literal(200)])),
  undefined,
);
/** A typed `?q=123` reaches us as a number: the router reads the address as JSON. */
export const textParam = z.catch(
  z.optional(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((value) => String(value).slice(0, 200)),
    ),
  ),
  undefined,
);
/** Several short texts; what is too long or too many is left out. */
export const textsParam = z.catch(
  z.optional(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(10))),
  undefined,
);
export const sortParam = <const T extends readonly string[]>(keys: T) =>
  z.catch(
    z.optional(z.string().check(z.refine((value) => keys.includes(value.replace(/^-/, ''))))),
    undefined,
  );
export const idsParam = z.catch(z.optional(z.array(id).check(z.maxLength(MOST_IDS))), undefined);
export const enumsParam = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.catch(z.optional(z.array(z.enum(values)).check(z.maxLength(values.length))), undefined);
export const flagParam = z.catch(z.optional(z.boolean()), undefined);
export const idParam = z.catch(z.optional(id), undefined);
/** The id of an opened saved view. */
export const viewParam = z.catch(z.optional(id), undefined);
/** A calendar day, `2026-11-21`. */
export const dayParam = z.catch(
  z.optional(z.iso.date().check(z.refine((day) => day >= '1900' && day < '2200'))),
  undefined,
);
/** A name given by the server, of hexadecimal digits. */
export const tokenParam = z.catch(z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/))), undefined);
/** `1,2,3`: ids in an address that people may shorten by hand; nonsense among them is left out. */
export const idListParam = z.catch(
  z.pipe(
    z.union([z.string(), z.number(), z.array(z.int())]),
    z.transform((value) => [
      ...new Set(
        String(value)
          .split(',')
          .map(Number)
          .filter((id) => Number.isSafeInteger(id) && id > 0),
      ),
    ]),
  ),
  [],
);
