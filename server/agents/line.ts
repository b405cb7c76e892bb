/**
 * An agent's connection as the hub's devices use it: things are told, or asked with a bound. It knows
 * no Socket.IO, so that tests play an agent without a network.
 */
import type { PrintWish, Wishes } from '../../core/wire/agent.ts';

/** What is asked of an agent and answered by a `JobReply`. */
export interface Questions {
  print: PrintWish;
  job: { readonly job: string };
}

export interface AgentLine {
  tell<Name extends keyof Wishes>(name: Name, wish: Wishes[Name]): void;
  /** Null: no answer in time, or the line broke; whether it was heard is not known. Never rejects. */
  ask<Name extends keyof Questions>(
    name: Name,
    question: Questions[Name],
    withinMs: number,
  ): Promise<unknown>;
  /** Puts the agent out. */
  end(): void;
}

/** Where a device hangs, as the device sees it. */
export interface Place {
  /** The connection now; null while there is none. */
  line(): AgentLine | null;
  /** Gone for longer than a moment. */
  isAway(): boolean;
}
