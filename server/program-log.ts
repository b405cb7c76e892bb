/**
 * The hub's own log: JSON lines for whoever runs the machine, who need not know anything of a visitor.
 * What the code writes names nobody; what an error says may hold what was worked on (PostgreSQL quotes
 * the value and the whole row, a JSON parser what it read, the engine a key), so errors come in here
 * only through `told`.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

/** Errors that led to an error are followed so far. */
const causesMax = 3;
/** Characters of what an error says. */
const messageMax = 2_000;
/** Of the program's own names, and never of a value. */
const named = ['code', 'table', 'column', 'constraint'] as const;

/** `to`: where the lines go, the standard output when left out. */
export function programLog(level: string, to?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: told } };
  return to === undefined ? pino(options) : pino(options, to);
}

/** What a part calls when something failed that nobody waits for. */
export const complaintsTo =
  (logger: Pick<Logger, 'error'>) =>
  (what: string, error: unknown): void =>
    logger.error({ err: error }, what);

/** An error as the log may hold it; what is no error, a refusal or a name, as it is. */
export function told(error: unknown, deep = 0): unknown {
  if (!(error instanceof Error)) return error;
  const names = named.flatMap((name) => {
    const value: unknown = (error as unknown as Record<string, unknown>)[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [];
  });
  return {
    ...{ name: error.name, message: withoutValues(error.message), ...Object.fromEntries(names) },
    stack: framesOf(error),
    ...(error.cause !== undefined && deep < causesMax
      ? { cause: told(error.cause, deep + 1) }
      : {}),
  };
}

/**
 * What may be somebody's is taken out: what stands in quotation marks, what is not English, and numbers
 * as long as a telephone's.
 */
const withoutValues = (message: string): string =>
  message
    .slice(0, messageMax)
    .replace(/"[^"]*"?/g, '…')
    .replace(/[^\x20-\x7e…]+/g, '…')
    .replace(/[\dA-Za-z*]*\d{6,}[\dXx*]*/g, '…');

/** Where it came from, without the message that stands before it. */
const framesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
