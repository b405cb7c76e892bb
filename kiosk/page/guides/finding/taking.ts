/**
 * From a guide to a number: into the page where it is taken, or that says why none is given now.
 */
import type { ServiceId } from '../../../../core/hall/ids.ts';
import { type Known, needsHub } from '../../known.ts';

export function takeFrom(props: Known, service: ServiceId): void {
  const { names, view, newRequestId, onDeed } = props;
  const group = names.groups.find(({ services }) => services.includes(service))?.id;
  if (group === undefined) return;
  const open = view.services.some((one) => one.service === service && one.open);
  if (open && !needsHub(props, service)) {
    onDeed({ do: 'choose-service', group, service, requestId: newRequestId() });
  } else {
    onDeed({ do: 'ask-why', group, service });
  }
}
