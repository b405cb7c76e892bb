/**
 * What an emergency keeps from being done (HALT). Whether one stands is a house fact, handed in as a
 * verdict with the command; nothing of it is an event, since who stands in line before whom stays as
 * it was (docs/decisions/0006-an-emergency-says-no.md).
 */
import type { Command } from './commands.ts';
import type { Configuration } from './configuration.ts';
import type { Refusal } from './refusals.ts';

/** Takes over every screen, sign, strip, kiosk and phone at once. `drill`: nothing is the matter (演练). */
export type EmergencyKind = 'evacuation' | 'fault' | 'drill';

/** The no to this command while an emergency of this kind stands (null: none does), or null. */
export function haltedBy(
  kind: EmergencyKind | null,
  command: Pick<Command, 'type'>,
  configuration: Pick<Configuration, 'rules'> | null,
): Refusal | null {
  if (kind === null) return null;
  if (kind === 'drill' && configuration?.rules.drillHalts === false) return null;
  return halts(kind, command.type) ? { refused: 'emergency', kind } : null;
}

function halts(kind: EmergencyKind, type: Command['type']): boolean {
  switch (type) {
    case 'issue-ticket':
    case 'check-in':
      return true;
    // Whoever has left the building is neither called nor missed; in a fault a clerk calls by mouth.
    case 'call-next':
    case 'call-ticket':
    case 'recall':
    case 'no-show':
      return kind !== 'fault';
    default:
      return false;
  }
}
