/**
 * Run by half-open.test.ts in a network of its own: connects a port, then takes the network away
 * without a word to either end, and prints what the port says of it and after how long.
 */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { openPort } from '../../../drivers/ports/open.ts';
import { stopwatch } from '../awake.ts';

const server = createServer((socket) => socket.on('error', () => {}));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const number = address && typeof address === 'object' ? address.port : 0;
  const clock = { now: Date.now, setTimeout, clearTimeout };
  const port = openPort({ wire: 'tcp', host: '127.0.0.1', port: number }, clock);
  let sinceVanished = stopwatch();
  port.listen({
    changed: (state) => {
      if (state.is === 'open') {
        execFileSync('ip', ['link', 'set', 'lo', 'down']);
        sinceVanished = stopwatch();
      } else if (state.is === 'lost') {
        console.log(JSON.stringify({ state, afterMs: sinceVanished() }));
        process.exit(0);
      }
    },
    bytes: () => {},
  });
});
