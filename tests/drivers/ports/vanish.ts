/**
 * Run by half-open.test.ts in a network of its own: connects a port, then takes the network away
 * without a word to either end, and prints what the port says of it and after how long.
 */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { openPort } from '../../../drivers/ports/open.ts';

const server = createServer((socket) => socket.on('error', () => {}));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const number = address && typeof address === 'object' ? address.port : 0;
  const clock = { now: Date.now, setTimeout, clearTimeout };
  const port = openPort({ wire: 'tcp', host: '127.0.0.1', port: number }, clock);
  let vanishedAt = 0;
  port.listen({
    changed: (state) => {
      if (state.is === 'open') {
        execFileSync('ip', ['link', 'set', 'lo', 'down']);
        vanishedAt = performance.now();
      } else if (state.is === 'lost') {
        console.log(JSON.stringify({ state, afterMs: performance.now() - vanishedAt }));
        process.exit(0);
      }
    },
    bytes: () => {},
  });
});
