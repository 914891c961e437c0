import * as z from 'zod/mini';

/**
 * Pieces of route search schemas. Each swallows nonsense in the address (`.catch`), so an old or mistyped link opens
 * the list instead of an error page.
 */
export const pageParam = z.catch(z.optional(z.int().check(z.minimum(1))), undefined);
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
export const idsParam = z.catch(z.optional(z.array(z.int())), undefined);
export const enumsParam = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.catch(z.optional(z.array(z.enum(values))), undefined);
export const flagParam = z.catch(z.optional(z.boolean()), undefined);
export const idParam = z.catch(z.optional(z.int()), undefined);
/** The id of an opened saved view. */
export const viewParam = z.catch(z.optional(z.int()), undefined);
/** A calendar day, `2026-11-21`. */
export const dayParam = z.catch(z.optional(z.iso.date()), undefined);
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
