/**
 * Whether a request comes from a program on the hub's own machine. A reverse proxy on that machine
 * calls from it too, for the whole world: whatever came through one is not meant.
 */
import type { IncomingMessage } from 'node:http';

const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

export function onOwnMachine({ socket, headers }: IncomingMessage): boolean {
  if (forwarding.some((name) => headers[name] !== undefined)) return false;
  const from = socket.remoteAddress ?? '';
  return from === '::1' || /^(::ffff:)?127\./.test(from);
}
