/**
 * A socket to a networked device: printers on 9100 (raw port), serial servers. Ending it resets the
 * connection, so that bytes which the device had not yet taken are thrown away and not printed
 * late. A peer that vanished without a word while all was quiet is found by probes of the kernel; one
 * that vanished with bytes under way by the driver's questions, not here: the kernel takes small
 * writes for minutes before it gives a dead peer up.
 */
import { connect } from 'node:net';
import type { LostWhy, OpenWire, WireEvents } from './port.ts';

/**
 * A quiet peer is probed; one that is gone is found within 2 s + 2 x 1 s, in time to be named within
 * 5 s. Node before 24 knows neither interval nor count: there it takes 12 s.
 */
const keepAlive = { enable: true, initialDelay: 2_000, interval: 1_000, count: 2 };

const whyByCode: Readonly<Record<string, LostWhy>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
};

/** A way to open sockets to `host`:`port`. */
export function tcpWire(host: string, port: number): OpenWire {
  return (events: WireEvents) => {
    const socket = connect({ host, port, noDelay: true });
    let said = 'the other end closed the connection';
    let why: LostWhy = 'closed';
    const { enable, initialDelay, interval, count } = keepAlive;
    socket.setKeepAlive(enable, initialDelay, interval, count);
    socket.on('connect', () => events.opened());
    socket.on('data', (bytes) => events.bytes(bytes));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      why = whyByCode[error.code ?? ''] ?? 'failed';
      said = error.message;
    });
    socket.on('close', () => events.ended(why, said));
    return {
      write: (bytes, done) => {
        socket.write(bytes, (error) => done(error ?? null));
      },
      end: () =>
        new Promise((resolve) => {
          if (socket.closed) resolve();
          else socket.once('close', () => resolve());
          // While its goodbye is under way a socket refuses to be reset, and would never close.
          const parting = socket.writableEnded && !socket.writableFinished;
          if (socket.connecting || (parting && socket.writableLength === 0)) socket.destroy();
          else socket.resetAndDestroy();
        }),
    };
  };
}
