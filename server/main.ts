#!/usr/bin/env node
/**
 * The `jinghao` command. A kiosk's PC loads its agent and nothing of the hub, the hub nothing of the
 * agent, and the relay at the network's edge neither: each is loaded when it is asked for.
 */
import { serviceManager } from '../drivers/systemd.ts';

const [first, ...rest] = process.argv.slice(2);
const manager = serviceManager(process.env);

if (first === 'agent') {
  const { runAgent } = await import('../kiosk/agent/main.ts');
  await runAgent(rest, manager);
} else if (first === 'relay') {
  const { runRelay } = await import('./relay/main.ts');
  await runRelay(rest, manager);
} else {
  const { runHub } = await import('./command.ts');
  await runHub(process.argv.slice(2), manager);
}
