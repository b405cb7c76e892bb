/**
 * The named acts with their keys, in the order in which a ticket meets them. What would be refused
 * is quiet; what has to cool down counts down on its button.
 */
import type { Outcome } from '../../../core/hall/events.ts';
import type { At } from '../at.ts';
import { type ActName, foresee, secondsLeft } from '../foresee.ts';
import { type KeyAct, keyOf } from '../keys.ts';
import {
  actNow,
  finishAs,
  isOpen,
  openMenu,
  parkFor,
  pauseFor,
  press,
  toggleMenu,
} from '../press.ts';
import { ActButton, type ActButtonProps } from './ActButton.tsx';
import { Desk } from './Desk.tsx';
import { MenuOf } from './Menu.tsx';
import { Saying } from './Saying.tsx';
import { TransferMenu } from './TransferMenu.tsx';
import './acts.css';

const rows: readonly KeyAct[] = ['serve', 'recall', 'no-show', 'park', 'transfer', 'finish'];
/** Every way to end but `done`. */
export const outcomes: readonly Outcome[] = ['accepted', 'to-supplement', 'not-ours', 'could-not'];

export function Acts({ at }: { at: At }) {
  const { deeds } = at;
  const working = deeds.working.value !== null && deeds.working.value !== 'call-next';
  return (
    <div class="acts">
      <div class="acts-grid">
        {rows.map((act) => (
          <Act key={act} act={act} at={at} />
        ))}
        <OtherOutcomes at={at} />
        <Act act="pause" at={at} />
      </div>
      <Desk at={at} tide={true} />
      <Saying sentence={at.sentence('acts')} working={working} at={at} />
    </div>
  );
}

/** The act that most tickets take next stands out; *next* itself is the big button above. */
function kindOf(act: ActName, { view }: At): ActButtonProps['kind'] {
  const stage = view.inHand?.status;
  if (act === 'unpause' || (act === 'serve' && stage === 'called')) return 'main';
  return act === 'finish' && stage === 'serving' ? 'open' : 'plain';
}

export function Act({ act: asked, at }: { act: KeyAct; at: At }) {
  const { view, names, now, texts, deeds } = at;
  const act = actNow(asked, at);
  const foreseen = foresee(act, view, names.rules, now);
  const seconds = secondsLeft(foreseen);
  const opens = act === 'park' || act === 'transfer' || act === 'pause';
  const recalls = act === 'recall' ? view.inHand?.recalls : undefined;
  const count = recalls === undefined ? null : `${recalls}/${names.rules.recallsMax}`;
  return (
    <ActButton
      id={`act-${asked}`}
      name={texts.act[act]}
      shortcut={keyOf[asked]}
      kind={kindOf(act, at)}
      quiet={foreseen !== null}
      small={seconds === null ? count : texts.countdown(seconds)}
      busy={deeds.working.value === act}
      {...(opens ? { menu: { open: openMenu.value?.kind === act } } : {})}
      onPress={() => (openMenu.value?.kind === act ? close() : press(act, at))}
    />
  );
}

const close = (): void => {
  openMenu.value = null;
};

function OtherOutcomes({ at }: { at: At }) {
  const { view, names, now, texts, deeds } = at;
  const foreseen = foresee('finish', view, names.rules, now);
  const { inHand } = view;
  const menu = inHand && { kind: 'outcome' as const, ticket: inHand.ticket, label: inHand.label };
  return (
    <ActButton
      id="act-outcome"
      name={texts.otherOutcomes}
      kind="plain"
      quiet={foreseen !== null}
      menu={{ open: menu !== null && isOpen(menu) }}
      onPress={() => {
        if (foreseen) deeds.say('acts', 'finish', foreseen);
        else if (menu) toggleMenu(menu);
      }}
    />
  );
}

/** The menu of an act that is open, if any. */
export function ActMenu({ at }: { at: At }) {
  const { names, texts } = at;
  const menu = openMenu.value;
  switch (menu?.kind) {
    case 'park':
      return (
        <MenuOf
          anchor="act-park"
          title={texts.parkWhy}
          items={names.reasons.park.map((reason) => ({
            name: at.reason(reason),
            choose: () => parkFor(reason.id, menu, at),
          }))}
        />
      );
    case 'pause':
      return (
        <MenuOf
          anchor="act-pause"
          title={texts.pauseWhy}
          items={names.reasons.pause.map((reason) => ({
            name: at.reason(reason),
            choose: () => pauseFor(reason.id, at),
          }))}
        />
      );
    case 'outcome':
      return (
        <MenuOf
          anchor="act-outcome"
          title={texts.otherOutcomes}
          items={outcomes.map((outcome) => ({
            name: texts.outcome[outcome],
            choose: () => finishAs(outcome, menu, at),
          }))}
        />
      );
    case 'transfer':
      return <TransferMenu about={menu} at={at} />;
    default:
      return null;
  }
}
