/**
 * Names and texts of the hall, sent once a configuration; all other views hold ids.
 */
import type {
  Configuration,
  CounterPlace,
  Group,
  Kiosk,
  Reasons,
  Rules,
  Service,
  Texts,
} from '../hall/configuration.ts';

export interface Names {
  /** The configuration's version: a screen that has this one is not sent it again. */
  readonly version: string;
  readonly hall: { readonly id: string; readonly name: Texts; readonly hours: Texts };
  readonly groups: readonly Group[];
  readonly services: readonly Pick<Service, 'id' | 'name' | 'about' | 'prefix'>[];
  readonly counters: readonly CounterPlace[];
  readonly kiosks: readonly Pick<Kiosk, 'id' | 'name'>[];
  readonly reasons: Reasons;
  readonly rules: Rules;
}

export function namesView(configuration: Configuration): Names {
  const { version, hall, name, hours, groups, services, counters } = configuration;
  const { kiosks, reasons, rules } = configuration;
  return {
    version,
    hall: { id: hall, name, hours },
    groups,
    services: services.map(({ id, name, about, prefix }) => ({ id, name, about, prefix })),
    counters,
    kiosks: kiosks.map(({ id, name: place }) => ({ id, name: place })),
    reasons,
    rules,
  };
}
