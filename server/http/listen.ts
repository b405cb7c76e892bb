/**
 * The HTTP server itself: how long a connection may take its time, how many there may be, and how
 * it ends. Requests that come drop by drop are cut off by Node's own timeouts.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../hall/clock.ts';
import type { Tls } from './tls.ts';

/** Connections that the system holds until they are taken: a thousand screens come back at once. */
const backlog = 1_024;
/** Connections at the same time, screens included. */
const connectionsMax = 10_000;
const timeouts = {
  /** For all headers of a request, and for a whole request with its body. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** An idle connection is kept so long; longer than the usual 60 s of proxies. */
  keepAliveTimeout: 65_000,
  /** How often Node looks for those that are over time. */
  connectionsCheckingInterval: 5_000,
};
const headerBytesMax = 16 * 1024;

export interface Where {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Left out: plain, for this machine alone or behind a proxy. */
  readonly tls?: Tls | null;
}

/**
 * Serves the app. `attach` gets the server before its door opens, for the sockets. Rejects with the
 * system's error when the address is taken or not ours.
 */
export function listen(
  app: RequestListener,
  { host, port, tls }: Where,
  attach: (server: Server) => void = () => {},
): Promise<Server> {
  const bounds = { ...timeouts, maxHeaderSize: headerBytesMax };
  const server = tls ? createTlsServer({ ...bounds, ...tls }, app) : createServer(bounds, app);
  server.maxConnections = connectionsMax;
  attach(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/**
 * Takes no more connections, lets requests under way finish for `graceMs`, then cuts off the rest.
 */
export async function shut(server: Server, graceMs: number, clock: Clock): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = clock.setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clock.clearTimeout(timer);
}
