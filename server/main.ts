#!/usr/bin/env node
/**
 * The `jinghao` command. A kiosk's PC loads its agent and nothing of the hub, and the hub nothing of
 * the agent: each is loaded when it is asked for.
 */
const [first, ...rest] = process.argv.slice(2);

if (first === 'agent') {
  const { runAgent } = await import('../kiosk/agent/main.ts');
  await runAgent(rest);
} else {
  const { runHub } = await import('./command.ts');
  await runHub(process.argv.slice(2));
}
