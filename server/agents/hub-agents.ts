/**
 * The hub's agents with all they lean on: tables for who holds whom, the rows of print jobs for ends
 * that come late, and keys. The entry file makes one and hands its parts around.
 */
import type { WireOutcome } from '../../core/wire/agent.ts';
import type { DeviceOf } from '../devices/registry.ts';
import type { DeviceKind, DeviceSettings } from '../devices/settings.ts';
import { type Clock, type Dice, freshId } from '../hall/clock.ts';
import type { DeviceStates } from '../house/device-states.ts';
import type { PrintJobs } from '../house/print-jobs.ts';
import type { Devices } from '../people/devices.ts';
import type { FindAgent } from '../sockets/agent.ts';
import { Agents } from './agents.ts';
import { TablePresence } from './presence.ts';

export interface HubAgentsParts {
  readonly hall: string;
  readonly tables: {
    readonly devices: Pick<Devices, 'find'>;
    readonly deviceStates: Pick<DeviceStates, 'say' | 'list'>;
    readonly printJobs: Pick<PrintJobs, 'mark'>;
  };
  readonly clock: Clock;
  readonly dice: Dice;
  /** No other process serves this hall. */
  readonly alone: boolean;
  readonly complain: (what: string, error: unknown) => void;
}

export interface HubAgents {
  readonly agents: Agents;
  readonly findAgent: FindAgent;
  /** Opens a device of the hall's file that hangs at an agent. */
  remote(settings: DeviceSettings): DeviceOf[DeviceKind] | null;
}

/** Fails: `HouseFailure`. */
export async function hubAgents(parts: HubAgentsParts): Promise<HubAgents> {
  const { hall, tables, clock, dice, alone, complain } = parts;
  const devices = tables.deviceStates;
  const hub = freshId(dice);
  const presence = new TablePresence({ hall, devices, clock, hub, alone, complain });
  await presence.read();
  const newId = () => freshId(dice);
  const settle = async (job: string, outcome: WireOutcome) => {
    const reason = outcome.outcome === 'printed' ? {} : { reason: outcome.reason };
    await tables.printJobs.mark(hall, [{ job, state: outcome.outcome, ...reason }]);
  };
  const agents = new Agents({ clock, newId, settle, presence, complain });
  return {
    agents,
    findAgent: async (key) => {
      const device = await tables.devices.find(key);
      return device?.hall === hall && device.kind === 'agent' ? { place: device.place } : null;
    },
    remote: ({ id, kind, agent, address }) =>
      agent === null ? null : agents.open(kind, { id, agent, address }),
  };
}
