/**
 * One thing that can be asked over HTTP: its address, who may ask, what is asked and answered. Each
 * is written down once; the routes (`mount.ts`) and the OpenAPI document are both made from it, so
 * neither can tell of what the other does not have.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Token } from '../people/tokens.ts';
import type { Limits } from './limits.ts';
import type { ProblemName } from './problem-texts.ts';
import { inputProblem, type Problem } from './problems.ts';

/**
 * `session`: the cookie of a sign-in is read, so only our own pages may ask. `manager`: a token, or
 * whoever is signed in and acts as a manager. `staff`: the same, clerks too. `signed-in`: no token, and
 * also administrators who do nothing in the hall. What else these need stands in `permissions.ts`.
 * `monitor`: a token, or a program on the hub's own machine.
 */
export type Access =
  | 'anybody'
  | 'session'
  | 'token'
  | 'manager'
  | 'staff'
  | 'signed-in'
  | 'monitor';

export interface Done {
  readonly status: number;
  /** Sent as JSON; `text` is JSON already. Neither: no content. */
  readonly body?: object;
  readonly text?: string;
  /** The text is large: it is packed (gzip) for whoever can unpack it. */
  readonly packs?: true;
  /** What is no text: a picture, a file. */
  readonly bytes?: Buffer;
  /** What `text` or `bytes` is, where it is not JSON. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Reply = Done | Problem;

interface AskedByAnybody {
  /** The parts of the path in braces, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** The caller's network address. */
  readonly from: string;
  /** It came over https. */
  readonly secure: boolean;
}

export type Asked<A extends Access> = AskedByAnybody &
  (A extends 'token' ? { readonly token: Token } : { readonly token: Token | null }) &
  (A extends 'manager'
    ? { readonly by: By }
    : {
        readonly by: A extends 'staff' ? ByStaff : A extends 'signed-in' ? ByPerson : By | null;
      });

/** Who asks, where it is a token or a manager. */
export interface By {
  readonly kind: 'token' | 'manager';
  readonly id: string;
}

/** As it stands in the tables: who wrote it. */
export const byText = ({ kind, id }: By | ByPerson): string => `${kind}:${id}`;

/** The same, where clerks may ask too. */
export type ByStaff = By | { readonly kind: 'clerk'; readonly id: string };

/** Somebody who is signed in; `staff`: who does nothing in the hall. */
export interface ByPerson {
  readonly kind: 'clerk' | 'manager' | 'staff';
  readonly id: string;
  readonly role: string;
}

/** What a file may be that is sent. */
export interface Upload {
  readonly types: readonly string[];
  readonly bytesMax: number;
}

interface Described<A extends Access> {
  /** As OpenAPI writes it: `/api/halls/{hall}`. */
  readonly path: string;
  /** OpenAPI's operationId. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: A;
  /** Which limit counts it, by address; by token where one is asked for. */
  readonly limit: keyof Limits;
  readonly answer: {
    readonly status: number;
    readonly description: string;
    readonly schema?: z.ZodType;
    /** For what is not JSON: then there is no schema. */
    readonly contentType?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** What may be refused beside what every such operation may refuse. */
  readonly problems?: readonly ProblemName[];
  /** The same, where the path names it and the answer is 404. */
  readonly missing?: readonly ProblemName[];
  /** The largest body, in bytes, where it is more than the usual. */
  readonly bodyBytes?: number;
}

export interface Operation extends Described<Access> {
  readonly method: 'get' | 'post' | 'delete';
  /** Null: it takes no body. */
  readonly body: z.ZodType | null;
  /** It takes a file: of which kinds, and how large. */
  readonly upload?: Upload;
  readonly run: (asked: Asked<Access>, body: unknown) => Promise<Reply>;
}

/** An operation that only reads. */
export function reading<A extends Access>(
  described: Described<A>,
  run: (asked: Asked<A>) => Promise<Reply>,
): Operation {
  // `mount.ts` lets nobody in whose token does not fit `access`.
  return { ...described, method: 'get', body: null, run: (asked) => run(asked as Asked<A>) };
}

/** An operation that takes something away; it needs no body, and once more changes nothing. */
export function removing<A extends Access>(
  described: Described<A>,
  run: (asked: Asked<A>) => Promise<Reply>,
): Operation {
  return { ...described, method: 'delete', body: null, run: (asked) => run(asked as Asked<A>) };
}

/** An operation that does something, with a body that keeps the schema. */
export function doing<A extends Access, S extends z.ZodType>(
  described: Described<A> & { readonly body: S },
  run: (asked: Asked<A>, body: z.output<S>) => Promise<Reply>,
): Operation {
  return {
    ...described,
    method: 'post',
    run: async (asked, body) => {
      // No body at all is an empty one: `call-next` needs none.
      const parsed = described.body.safeParse(body ?? {});
      if (!parsed.success) return inputProblem(parsed.error);
      return run(asked as Asked<A>, parsed.data);
    },
  };
}

/** An operation that takes a file; `type` is its content type, one of those that it names. */
export function uploading<A extends Access>(
  described: Described<A> & { readonly upload: Upload },
  run: (asked: Asked<A>, bytes: Uint8Array, type: string) => Promise<Reply>,
): Operation {
  return {
    ...described,
    method: 'post',
    body: null,
    run: async (asked, body) => {
      const type = asked.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
      return run(asked as Asked<A>, Buffer.isBuffer(body) ? body : Buffer.alloc(0), type);
    },
  };
}

/** For what needs no fields. */
export const noFields = z.strictObject({});
