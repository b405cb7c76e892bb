/**
 * An agent's end of the line, played by a test: what it was told, what it was asked, and its answers.
 */
import type { JobReply, Wishes } from '../../core/wire/agent.ts';
import type { Paper } from '../../drivers/paper.ts';
import { Agents } from '../../server/agents/agents.ts';
import type { AgentLine } from '../../server/agents/line.ts';
import type { Presence } from '../../server/agents/presence.ts';
import { SteppedClock } from '../drivers/stepped-clock.ts';

export const slip: Paper = [{ kind: 'label', text: 'A001' }];

export interface Asked {
  readonly name: 'print' | 'job';
  readonly job: string;
  readonly answer: (reply: JobReply | null) => void;
}

export class PlayedLine implements AgentLine {
  readonly told: { readonly name: keyof Wishes; readonly wish: unknown }[] = [];
  readonly asked: Asked[] = [];
  ended = false;

  tell<Name extends keyof Wishes>(name: Name, wish: Wishes[Name]): void {
    this.told.push({ name, wish });
  }

  ask(name: 'print' | 'job', question: { readonly job: string }): Promise<unknown> {
    return new Promise((answer) => {
      this.asked.push({ name, job: question.job, answer });
    });
  }

  end(): void {
    this.ended = true;
  }

  /** The only thing asked that has not been taken up yet. */
  next(): Asked {
    const asked = this.asked.shift();
    if (!asked || this.asked.length > 0) throw new Error('not exactly one question');
    return asked;
  }
}

export class PlayedPresence implements Presence {
  alone = false;
  readonly held = new Set<string>();
  others = new Set<string>();

  elsewhere(agent: string): boolean {
    return this.others.has(agent);
  }

  async isElsewhere(agent: string): Promise<boolean> {
    return this.others.has(agent);
  }

  here(agent: string): void {
    this.held.add(agent);
  }

  away(agent: string): void {
    this.held.delete(agent);
  }

  close(): void {}
}

/** Lets what waits on promises go on. */
export const settled = (): Promise<void> => new Promise((next) => setImmediate(next));

export function agentsOf() {
  const clock = new SteppedClock();
  const presence = new PlayedPresence();
  const kept: { readonly job: string; readonly outcome: unknown }[] = [];
  const tables = { away: false };
  let ids = 0;
  const agents = new Agents({
    clock,
    presence,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    settle: async (job, outcome) => {
      if (tables.away) throw new Error('the tables are away');
      kept.push({ job, outcome });
    },
    complain: () => {},
  });
  const join = (agent = 'pc'): PlayedLine => {
    const line = new PlayedLine();
    agents.join(agent, line);
    agents.joined(agent, line);
    return line;
  };
  /** The agent is gone for so long that it is away. */
  const goAway = async (line: PlayedLine, agent = 'pc'): Promise<void> => {
    agents.left(agent, line);
    clock.pass(5_000);
    await settled();
  };
  return { clock, presence, kept, tables, agents, join, goAway };
}
