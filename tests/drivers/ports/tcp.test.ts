/**
 * What only sockets have: the other end may say goodbye in the very moment in which it is let go.
 */
import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { tcpWire } from '../../../drivers/ports/tcp.ts';

/** The next socket that this process opens. */
function nextSocket(): Promise<Socket> {
  return new Promise((found) => {
    const told = (message: unknown) => {
      diagnostics.unsubscribe('net.client.socket', told);
      found((message as { socket: Socket }).socket);
    };
    diagnostics.subscribe('net.client.socket', told);
  });
}

// After a tick or two our own goodbye is under way.
test.each([0, 1, 2, 3, 4])('a wire is let go %i ticks after a goodbye', async (ticks) => {
  // Given a device that closes the connection
  const device = createServer((socket) => socket.on('error', () => {}).end());
  device.listen(0, '127.0.0.1');
  await once(device, 'listening');
  onTestFinished(() => void device.close());
  const opened = nextSocket();
  const { port } = device.address() as AddressInfo;
  const events = { opened: () => {}, bytes: () => {}, ended: () => {} };
  const wire = tcpWire('127.0.0.1', port)(events);
  const socket = await opened;
  // When it is let go just then, it ends, and the socket is gone
  await new Promise<void>((done, failed) => {
    const letGo = (left: number) => {
      if (left > 0) process.nextTick(letGo, left - 1);
      else wire.end().then(done, failed);
    };
    socket.once('end', () => letGo(ticks));
  });
  expect(socket.closed).toBe(true);
});
