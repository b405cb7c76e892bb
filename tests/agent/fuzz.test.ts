/**
 * What an agent may say, against rubbish, at the hub's end: each message that asks for an answer gets
 * one, what is not understood is refused by field, and the hub's keeper is told of it a few times, not
 * fifty thousand.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Namespace, Server } from 'socket.io';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import {
  agentHelloSchema,
  agentKeyHeader,
  agentNamespace,
  agentProtocol,
  sayingSchemas,
} from '../../core/wire/agent.ts';
import { serveAgents } from '../../server/sockets/agent.ts';
import { Chance } from '../hall/world/chance.ts';
import { heapBytes } from '../server/fuzz/heap.ts';
import { Inputs } from '../server/fuzz/inputs.ts';
import { HubClock } from '../server/http/clock.ts';
import { agentsOf } from './lines.ts';

const count = Number(process.env.JINGHAO_FUZZ ?? 50_000);
const key = 'k'.repeat(43);
const messages = { ...sayingSchemas, hello: agentHelloSchema };
const names = Object.keys(messages) as (keyof typeof messages)[];
/** Those that are answered. */
const answered: ReadonlySet<string> = new Set(['hello', 'ended']);
/** Said between two looks, below what an agent may say in a second. */
const together = 200;

test(
  `${count} messages of an agent: the hub goes on`,
  async () => {
    const { agents } = agentsOf();
    agents.strip({ id: 'strip@3', agent: 'pc', address: 'x' });
    const clock = new HubClock();
    const complaints: string[] = [];
    const http = createServer();
    const server = new Server(http, { transports: ['websocket'] });
    serveAgents(server.of(agentNamespace) as unknown as Namespace, {
      ...{ hall: 'small', agents, clock },
      findAgent: async (shown) => (shown === key ? { place: 'pc' } : null),
      complain: (what, error) => complaints.push(`${what}: ${error}`),
    });
    await new Promise<void>((listens) => http.listen(0, '127.0.0.1', listens));
    onTestFinished(() => server.close());
    const { port } = http.address() as AddressInfo;
    const socket = io(`http://127.0.0.1:${port}${agentNamespace}`, {
      ...{ transports: ['websocket'], reconnection: false },
      extraHeaders: { [agentKeyHeader]: `Bearer ${key}` },
    });
    onTestFinished(() => void socket.disconnect());
    const hello = { peer: 'agent', protocol: agentProtocol, version: '1.0.0' };
    expect(await socket.emitWithAck('hello', hello)).toMatchObject({ ok: true });
    const chance = new Chance(11);
    const inputs = new Inputs(chance, { device: ['strip@3', 'strip@4'], job: ['a'] });
    const rounds = Math.ceil(count / together);
    let before = 0;
    for (let round = 0; round < rounds; round += 1) {
      if (round === Math.floor(rounds / 2)) before = heapBytes();
      const replies: Promise<object>[] = [];
      for (let said = 0; said < together; said += 1) {
        const name = chance.pick(names);
        const message = chance.hit(0.7) ? inputs.near(messages[name]) : inputs.anything();
        if (answered.has(name)) replies.push(socket.emitWithAck(name, message));
        else socket.emit(name, message);
      }
      for (const reply of await Promise.all(replies))
        expect(Object.keys(reply)[0]).toMatch(/^(ok|refused)$/);
      clock.step(1_000);
    }
    expect(complaints.length).toBeLessThan(30);
    expect((heapBytes() - before) / (count / 2)).toBeLessThan(1_024);
    expect(await socket.emitWithAck('hello', hello)).toMatchObject({ ok: true });
  },
  600_000 + 10 * count,
);
