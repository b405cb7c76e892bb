/**
 * The kiosk in an emergency: one page in three languages at once and nothing to touch; no number is
 * taken until it is over. Fetched in a quiet moment, so that it is there when the hub is not.
 */
import type { Emergency } from '../../core/views/facts.ts';
import { EmergencyFace } from '../../ui/components/emergency/Emergency.tsx';
import type { KioskProps } from './known.ts';

/** Nothing while all is as usual. */
export function EmergencyPage({ view }: KioskProps) {
  const emergency: Emergency | null = view?.emergency ?? null;
  return emergency && <EmergencyFace emergency={emergency} />;
}
