/**
 * A one-time notice (一次性告知书): what of an application is missing or wrong, ticked off against the
 * guide and in own words, by a day, printed in two copies. Its words live in this form only.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Guide, GuideList } from '../../../../core/guides/guide.ts';
import { newRequestId } from '../../../../ui/follow.ts';
import { languageNames, languages } from '../../../../ui/texts.ts';
import { DateInput } from '../../../DateField.tsx';
import { dayIn, wrongDate } from '../../../dates.ts';
import type { At } from '../../at.ts';
import { Field, Foot, Pick, Sheet } from '../Sheet.tsx';
import { usualPrinter } from '../Taken.tsx';
import { guideOf, guidesInForce, type NoticeSaid, orderNotice } from './asked.ts';
import { OwnPapers, Papers } from './Papers.tsx';
import { type NoticeWords, noticeWords } from './texts/texts.ts';
import { bodyOf, type NoticeWish, newWish, offered, sayGuide } from './wish.ts';
import '../../../fields.css';
import './notice.css';

export function NoticeSheet({ at }: { at: At }) {
  const words = noticeWords[at.language];
  const [list, guide, choose] = useGuides();
  const [wish, setWish] = useState(() =>
    newWish({
      language: 'zh-Hans',
      label: at.view.inHand?.label ?? '',
      kiosk: usualPrinter(at),
    }),
  );
  const [said, setSaid] = useState<NoticeSaid | 'asking' | null>(null);
  const change = (part: Partial<NoticeWish>) => {
    setWish((now) => ({ ...now, ...part }));
    if (said !== 'asking') setSaid(null);
  };
  const body = bodyOf(wish, guide, at.view.counter.id);
  const print = async (): Promise<void> => {
    if (body === null || said === 'asking') return;
    setSaid('asking');
    const reprint = said === 'ordered';
    setSaid(await orderNotice({ ...body, reprint, requestId: newRequestId() }));
  };
  const parts = { at, words, wish, change };
  return (
    <Sheet title={words.title} onSubmit={() => void print()}>
      <GuidePick
        {...parts}
        list={list}
        onChoose={(id) => {
          change({ guide: id, papers: {} });
          choose(id);
        }}
      />
      {wish.guide === '' && (
        <div class="sheet-wide">
          <Field name={words.item}>
            <input
              type="text"
              maxLength={200}
              value={wish.item}
              onInput={(event) => change({ item: event.currentTarget.value })}
            />
          </Field>
        </div>
      )}
      {guide && wish.guide === guide.id && <Papers {...parts} materials={guide.materials} />}
      <OwnPapers {...parts} />
      <Particulars {...parts} />
      <p class="sheet-wide sheet-hint">{words.privacy}</p>
      <p class="sheet-wide notice-done" role="status">
        {said === 'ordered' ? words.printed : ''}
      </p>
      <Foot
        at={at}
        go={said === 'ordered' ? words.again : words.go}
        disabled={body === null || said === 'asking'}
        saying={sentence(said, words)}
      />
    </Sheet>
  );
}

/** The list in force, asked for once, and the guide that was chosen. */
function useGuides() {
  const [list, setList] = useState<GuideList | null | 'asking'>('asking');
  const [guide, setGuide] = useState<Guide | null>(null);
  useEffect(() => {
    let here = true;
    void guidesInForce().then((found) => here && setList(found));
    return () => {
      here = false;
    };
  }, []);
  const choose = (id: string) => {
    setGuide(null);
    if (id === '' || list === null || list === 'asking') return;
    void guideOf(list.version, id).then(setGuide);
  };
  return [list, guide, choose] as const;
}

function sentence(said: NoticeSaid | 'asking' | null, words: NoticeWords): string | null {
  if (said === null || said === 'asking' || said === 'ordered') return null;
  return typeof said === 'object' ? words.said['bad-input'](said.field) : words.said[said];
}

export interface PartProps {
  readonly at: At;
  readonly words: NoticeWords;
  readonly wish: NoticeWish;
  readonly change: (part: Partial<NoticeWish>) => void;
}

interface GuidePickProps extends PartProps {
  readonly list: GuideList | null | 'asking';
  readonly onChoose: (id: string) => void;
}

function GuidePick({ at, words, wish, list, onChoose }: GuidePickProps) {
  const [typed, setTyped] = useState('');
  if (list === null) return <p class="sheet-wide">{words.noGuides}</p>;
  if (list === 'asking') return <p class="sheet-wide">{words.loading}</p>;
  const service = at.view.inHand?.service ?? null;
  const found = offered(list.guides, typed, service);
  const chosen = list.guides.find(({ id }) => id === wish.guide);
  const all = chosen && !found.includes(chosen) ? [chosen, ...found] : found;
  return (
    <>
      <Field name={words.find}>
        <input
          type="search"
          autocomplete="off"
          maxLength={60}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </Field>
      <Pick
        name={words.guide}
        value={wish.guide}
        none={words.noGuide}
        groups={[
          {
            title: words.guide,
            choices: all.map(({ id, name }) => ({ id, name: sayGuide(name, at.language) })),
          },
        ]}
        onPick={onChoose}
      />
    </>
  );
}

function Particulars({ at, words, wish, change }: PartProps) {
  const { names } = at;
  const kiosks = names.kiosks.map(({ id }) => ({ id, name: at.kiosk(id) }));
  return (
    <>
      <Field name={words.label}>
        <input
          type="text"
          maxLength={10}
          value={wish.label}
          onInput={(event) => change({ label: event.currentTarget.value })}
        />
      </Field>
      <Field
        name={words.by}
        hint={dayIn(wish.by) === null ? wrongDate('day', at.language) : words.byHint}
      >
        <DateInput kind="day" value={wish.by} onFill={(by) => change({ by })} />
      </Field>
      <Pick
        name={words.language}
        value={wish.language}
        groups={[
          {
            title: words.language,
            choices: languages.map((id) => ({ id, name: languageNames[id] })),
          },
        ]}
        onPick={(picked) =>
          change({ language: languages.find((one) => one === picked) ?? 'zh-Hans' })
        }
      />
      <Pick
        name={words.printer}
        value={wish.kiosk}
        none={words.choose}
        groups={[{ title: words.printer, choices: kiosks }]}
        onPick={(kiosk) => change({ kiosk })}
      />
    </>
  );
}
