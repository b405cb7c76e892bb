/**
 * The phone's page of a guide: of that very item, whatever the version. Its service stands beside it, so
 * that a code on an old paper still leads to what there is for it once the item is gone.
 */
import type { Guide } from './guide.ts';

/** `publicUrl`: where phones reach the hub, without a slash at its end. */
export function guideAddress(publicUrl: string, { id, service }: Pick<Guide, 'id' | 'service'>) {
  const address = `${publicUrl}/guide/${encodeURIComponent(id)}`;
  return service === undefined ? address : `${address}?service=${encodeURIComponent(service)}`;
}
