/**
 * Names and texts of the hall, sent once a configuration; all other views hold ids.
 */
import type {
  Area,
  Configuration,
  Contacts,
  CounterPlace,
  Group,
  Kiosk,
  Need,
  Reasons,
  Rules,
  Service,
  Texts,
  TicketClass,
} from '../hall/configuration.ts';
import type { ServiceId } from '../hall/ids.ts';
import { tintOf } from './accent.ts';

export interface Names {
  /** The configuration's version: a screen that has this one is not sent it again. */
  readonly version: string;
  readonly hall: { readonly id: string; readonly name: Texts; readonly hours: Texts };
  readonly groups: readonly Group[];
  readonly services: readonly (Pick<
    Service,
    'id' | 'name' | 'about' | 'prefix' | 'items' | 'leadsTo' | 'realName' | 'promiseMinutes'
  > & {
    /** Whether it can be booked. */
    readonly booked: boolean;
  })[];
  readonly classes: readonly Pick<TicketClass, 'id' | 'kind' | 'name' | 'about' | 'atKiosk'>[];
  readonly needs: readonly Need[];
  readonly counters: readonly CounterPlace[];
  readonly kiosks: readonly (Pick<Kiosk, 'id' | 'name' | 'zone' | 'screenMm' | 'tiles'> & {
    /** In words, where there is a picture of the floor. */
    readonly planText?: Texts;
  })[];
  readonly disclosure?: ServiceId;
  readonly reasons: Reasons;
  readonly areas?: readonly Area[];
  readonly contacts?: Contacts;
  /** The hall's own accent with the ground of what is chosen in it, and whether `/emblem` is its emblem. */
  readonly look?: {
    readonly accent?: string;
    readonly tint?: string;
    readonly emblem?: true;
  };
  readonly rules: Rules;
  /** Where visitors' phones reach the hub; absent: nowhere. */
  readonly publicUrl?: string;
}

export function namesView(configuration: Configuration): Names {
  const { version, hall, name, hours, groups, services, counters } = configuration;
  const { kiosks, reasons, rules } = configuration;
  return {
    version,
    hall: { id: hall, name, hours },
    groups,
    services: services.map((service) => {
      const { id, name, about, prefix, items, realName, promiseMinutes } = service;
      const booked = service.booking !== undefined;
      const leadsTo = [...service.leadsTo];
      return { id, name, about, prefix, items, leadsTo, realName, promiseMinutes, booked };
    }),
    classes: configuration.classes.map(({ id, kind, name: called, about, atKiosk }) => ({
      id,
      kind,
      name: called,
      about,
      atKiosk,
    })),
    needs: configuration.needs,
    counters,
    kiosks: kiosks.map(kioskNames),
    ...(configuration.areas ? { areas: configuration.areas } : {}),
    ...(configuration.contacts ? { contacts: configuration.contacts } : {}),
    ...(configuration.look ? { look: lookOf(configuration.look) } : {}),
    ...(configuration.disclosure === undefined ? {} : { disclosure: configuration.disclosure }),
    reasons,
    rules,
    ...(configuration.publicUrl === undefined ? {} : { publicUrl: configuration.publicUrl }),
  };
}

const lookOf = ({
  accent,
  emblem,
}: NonNullable<Configuration['look']>): NonNullable<Names['look']> => ({
  ...(accent === undefined ? {} : { accent, tint: tintOf(accent) }),
  ...(emblem === undefined ? {} : { emblem: true }),
});

/** What is not said is left out: most halls say little of their kiosks. */
function kioskNames({ id, name, zone, screenMm, tiles, plan }: Kiosk): Names['kiosks'][number] {
  return {
    id,
    name,
    ...(zone ? { zone } : {}),
    ...(screenMm ? { screenMm } : {}),
    ...(tiles ? { tiles } : {}),
    ...(plan ? { planText: plan.text } : {}),
  };
}
