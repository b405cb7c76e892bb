/**
 * Pages of a number in hand: how it stands by its slip, the keys for a phone that is texted; and what
 * the number's own page shows beside the number. Fetched in a quiet moment.
 */
import { Button } from '../../../ui/components/button/Button.tsx';
import { Icon } from '../../../ui/components/icon/Icon.tsx';
import { Notice } from '../../../ui/components/notice/Notice.tsx';
import { Qr } from '../../../ui/guide/Qr.tsx';
import type { Language } from '../../../ui/texts.ts';
import { Frame } from '../Frame.tsx';
import { Keypad } from '../Keypad.tsx';
import { footOf, hallName, helpOf, type Known, leavingOf, serviceName } from '../known.ts';
import { NumberHead } from '../NumberShown.tsx';
import { kioskTexts } from '../texts/texts.ts';
import { judge } from '../typed.ts';
import type { Own, SlipShown, TextMe } from './own.ts';
import { ownTexts } from './texts/texts.ts';
import './own.css';

export function OwnPages({ visit, ...props }: Known & { readonly visit: Own }) {
  return visit.at === 'slip' ? (
    <SlipPage {...props} visit={visit} />
  ) : (
    <TextPage {...props} visit={visit} />
  );
}

/** The code that a phone reads off the screen, so that the number needs no paper. */
export function Code({ address, language }: { address: string; language: Language }) {
  const words = ownTexts[language];
  return (
    <figure class="number-code">
      <Qr text={address} name={words.code} />
      <figcaption>{words.codeHint}</figcaption>
    </figure>
  );
}

interface TextsProps {
  /** As it was masked; null: none is asked for yet. */
  readonly phone: string | null;
  readonly language: Language;
  readonly onAsk: () => void;
}

/** An offer, and never more than that; or which phone is told. */
export function Texts({ phone, language, onAsk }: TextsProps) {
  const words = ownTexts[language];
  if (phone === null) return <Button onPress={onAsk}>{words.textMe}</Button>;
  return (
    <p class="number-texted" role="status">
      <Icon name="check" />
      <span>{words.texted(phone)}</span>
    </p>
  );
}

/** How the number of a scanned slip stands, and what its visitor may do about it. */
function SlipPage(props: Known & { readonly visit: SlipShown }) {
  const { names, view, language, visit, onDeed, onRejoin } = props;
  const words = ownTexts[language];
  const usual = kioskTexts[language];
  const { found, asking, trouble } = visit;
  const sign = names.counters.find(({ id }) => id === found?.counter)?.sign ?? '';
  const status = found === null ? null : found.status;
  const title = status === null ? words.looking : words.stands[status];
  const missed = status === 'missed';
  return (
    <Frame
      at={found ? 'number' : 'told'}
      hall={hallName(props)}
      title={trouble && status === null ? words.notFound : title}
      hint={found ? serviceName(props, found.service) : ''}
      {...(found ? { head: <NumberHead label={found.label} title={title} /> } : {})}
      notice={helpOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <div class="own">
        {found && (
          <p class="own-line" role="status">
            {words.next[found.status](sign)}
          </p>
        )}
        {missed && <p class="own-line own-quiet">{words.rejoinRule(names.rules.rejoinBehind)}</p>}
        {trouble && <Notice kind="danger">{words.trouble[trouble]}</Notice>}
        <Button
          kind="main"
          disabled={asking || (missed && view.away !== null)}
          onPress={missed && trouble !== 'cannot' ? onRejoin : () => onDeed({ do: 'start' })}
        >
          {asking ? usual.asking : missed && trouble !== 'cannot' ? words.rejoin : usual.done}
        </Button>
      </div>
    </Frame>
  );
}

function TextPage(props: Known & { readonly visit: TextMe }) {
  const { language, visit, newRequestId, onDeed, onSend } = props;
  const words = ownTexts[language];
  const { typed, asking, trouble } = visit;
  return (
    <Frame
      at="keys"
      hall={hallName(props)}
      title={words.textTitle}
      hint={words.textHint}
      notice={helpOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <Keypad
        kinds={['mobile']}
        {...{ typed, asking }}
        trouble={
          trouble
            ? words.trouble[trouble]
            : judge(typed) === 'wrong'
              ? words.trouble['bad-phone']
              : null
        }
        card={null}
        act={words.textAct}
        acting={words.textActing}
        language={language}
        onType={(after) => onDeed({ do: 'type', typed: after, requestId: newRequestId() })}
        onAct={onSend}
      />
    </Frame>
  );
}
