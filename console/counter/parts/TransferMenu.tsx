/**
 * Where a ticket in hand can be sent: to another service, or to one window that is staffed. How many
 * wait there stands beside it, so that nobody is sent into the longest line unknowing.
 */
import type { At } from '../at.ts';
import { type About, transferTo } from '../press.ts';
import { Menu } from './Menu.tsx';

export function TransferMenu({ about, at }: { about: About; at: At }) {
  const { names, view, texts } = at;
  const present = view.inHand?.service;
  const waiting = (service: string): number =>
    view.waiting.find((one) => one.service === service)?.count ?? 0;
  const services = names.services
    .filter(({ id }) => id !== present)
    .map(({ id }) => ({
      name: at.service(id),
      note: waiting(id) > 0 ? texts.people(waiting(id)) : '',
      choose: () => transferTo({ toService: id }, about, at),
    }));
  const counters = view.others
    .filter(({ status }) => status !== 'closed')
    .map(({ id, status }) => ({
      name: at.counter(id),
      note: status === 'paused' ? texts.counterState.paused : '',
      choose: () => transferTo({ toCounter: id }, about, at),
    }));
  return (
    <Menu
      anchor="act-transfer"
      title={texts.transferTo(about.label)}
      wide={true}
      groups={[
        { title: texts.toService, items: services },
        { title: texts.toCounter, items: counters, none: texts.toCounterNobody },
      ]}
    />
  );
}
