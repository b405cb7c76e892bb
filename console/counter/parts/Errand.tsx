/**
 * What the ticket in hand goes through: its steps, where it goes on to by itself, and the items that
 * are done here. All items end with the ticket; one that ends otherwise is told here, beforehand.
 */
import type { ItemId } from '../../../core/hall/ids.ts';
import type { TicketInHand } from '../../../core/views/counter.ts';
import type { At } from '../at.ts';
import { isOpen, itemEnds, itemsOf, type Menu, openMenu, toggleMenu } from '../press.ts';
import { keepFocus } from './ActButton.tsx';
import { outcomes } from './Acts.tsx';
import { MenuOf } from './Menu.tsx';

export function Errand({ ticket, at }: { ticket: TicketInHand; at: At }) {
  return (
    <>
      <Items ticket={ticket} at={at} />
      <Steps ticket={ticket} at={at} />
    </>
  );
}

function Steps({ ticket, at }: { ticket: TicketInHand; at: At }) {
  const { texts } = at;
  const { step, steps } = ticket;
  const next = steps[step + 1];
  if (steps.length < 2) return null;
  return (
    <>
      <h3>{texts.steps(step + 1, steps.length)}</h3>
      <ol class="steps">
        {steps.map(({ service, outcome }, index) => (
          <li key={index} class={index === step ? 'step-now' : ''}>
            <span>{at.service(service)}</span>
            <span class="step-state">
              {outcome !== null
                ? texts.outcome[outcome]
                : index === step
                  ? texts.stepNow
                  : texts.stepLater}
            </span>
          </li>
        ))}
      </ol>
      {next && <p class="steps-on">{texts.stepGoesOn(at.service(next.service))}</p>}
    </>
  );
}

function Items({ ticket, at }: { ticket: TicketInHand; at: At }) {
  const { texts } = at;
  const items = ticket.steps[ticket.step]?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <h3>{texts.items}</h3>
      <p class="items-hint">{texts.itemsHint}</p>
      <ul class="items">
        {items.map((item) => (
          <Item key={item} item={item} ticket={ticket} at={at} />
        ))}
      </ul>
    </>
  );
}

const anchorOf = (item: ItemId): string => `item-${item}`;

function Item({ item, ticket, at }: { item: ItemId; ticket: TicketInHand; at: At }) {
  const { texts } = at;
  const name = at.item(item);
  const own = itemsOf(ticket.ticket).differing.find((one) => one.item === item)?.outcome;
  const menu: Menu = { kind: 'item', item, ticket: ticket.ticket, label: ticket.label };
  return (
    <li>
      <span>{name}</span>
      <button
        type="button"
        id={anchorOf(item)}
        class={own ? 'row-act item-outcome item-differs' : 'row-act item-outcome'}
        aria-haspopup="menu"
        aria-expanded={isOpen(menu)}
        onMouseDown={keepFocus}
        onClick={() => toggleMenu(menu)}
      >
        <span class="unseen">{texts.itemOutcome(name)}: </span>
        {texts.outcomeShort[own ?? 'done']}
      </button>
    </li>
  );
}

/** The menu of an item that is open, if any. */
export function ItemMenu({ at }: { at: At }) {
  const menu = openMenu.value;
  if (menu?.kind !== 'item' || at.view.inHand?.ticket !== menu.ticket) return null;
  const { texts } = at;
  return (
    <MenuOf
      anchor={anchorOf(menu.item)}
      title={texts.itemOutcome(at.item(menu.item))}
      items={[
        { name: texts.outcome.done, choose: () => itemEnds(menu.item, null, menu.ticket) },
        ...outcomes.map((outcome) => ({
          name: texts.outcome[outcome],
          choose: () => itemEnds(menu.item, outcome, menu.ticket),
        })),
      ]}
    />
  );
}
