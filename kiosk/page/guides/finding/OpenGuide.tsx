/**
 * One guide, fetched when it is chosen, with what can be done with it here: a number, paper, taking it
 * along.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GuideId } from '../../../../core/guides/guide.ts';
import type { GuidePart } from '../../../../core/guides/paper.ts';
import { Button } from '../../../../ui/components/button/Button.tsx';
import { Frame } from '../../Frame.tsx';
import { serviceName } from '../../known.ts';
import { paperAhead } from '../../paper.ts';
import { kioskTexts } from '../../texts/texts.ts';
import { GuidePage } from '../GuidePage.tsx';
import { type PrintAsked, printSaid } from '../printing.ts';
import { whole } from './fetched.ts';
import { formAt } from './form-at.ts';
import { Head } from './Head.tsx';
import { framed, type Listed, servicesHere } from './known.ts';
import { notNow, takeFrom } from './taking.ts';
import { findingTexts } from './texts/texts.ts';

export function OpenGuide(props: Listed & { readonly id: GuideId }) {
  const { guides, list, id, view, language, onLook } = props;
  const fetched = guides.guide.value;
  const guide = whole(fetched);
  const { asked, print, seen } = usePrinting(props);
  useEffect(() => void guides.open(id), [id]);
  const entry = list.guides.find((one) => one.id === id);
  if (guide === null || guide.id !== id) return <NotOpen {...props} fetched={fetched} />;
  const { service } = entry ?? {};
  const here = service !== undefined && servicesHere(props).includes(service) ? service : null;
  const since = asked === null ? 0 : performance.now() - asked.at;
  return (
    <GuidePage
      guide={guide}
      mark={list}
      language={language}
      publicUrl={props.names.publicUrl ?? null}
      service={here === null ? null : serviceName(props, here)}
      notNow={here === null ? null : notNow(props, here)}
      prints={view.away === null && paperAhead(view.printer) === null}
      printing={asked === null ? null : printSaid(asked, view.prints, since)}
      onTake={() => here !== null && takeFrom(props, here)}
      onPrint={print}
      onPrintSeen={seen}
      forms={({ written, material, sample }) => {
        if (formAt(props, written) === null) return null;
        const place = { at: 'form', id, material, sample } as const;
        return { onOpen: () => onLook({ look: 'open', place }) };
      }}
      frame={framed(props)}
    />
  );
}

type Asked = PrintAsked & { readonly at: number };

/** The paper that was asked for last, and how one asks for it. */
function usePrinting(props: Listed & { readonly id: GuideId }) {
  const { id, list, language, newRequestId, onPrintGuide } = props;
  const [asked, setAsked] = useState<Asked | null>(null);
  const here = useRef(true);
  useEffect(
    () => () => {
      here.current = false;
    },
    [],
  );
  const print = (what: GuidePart) => {
    const requestId = newRequestId();
    setAsked({ requestId, what, answered: null, at: performance.now() });
    onPrintGuide({ requestId, version: list.version, guide: id, what, language }).then(
      (answered) => {
        if (!here.current) return;
        setAsked((now) => (now?.requestId === requestId ? { ...now, answered } : now));
      },
    );
  };
  return { asked, print, seen: () => setAsked(null) };
}

/** On its way, or not to be had. */
export function NotOpen(props: Listed & { readonly id: GuideId; readonly fetched: unknown }) {
  const { guides, list, language, id, fetched } = props;
  const words = findingTexts[language];
  const name = list.guides.find((one) => one.id === id)?.name;
  const failed = fetched === 'failed' || fetched === 'none';
  const title = name ? (name[language] ?? name['zh-Hans']) : words.title;
  const hint = failed ? `${words.guideFailed}` : words.loading;
  return (
    <Frame
      {...framed(props)}
      at="guides"
      title=""
      head={<Head {...{ list, language, title, hint }} />}
    >
      {fetched === 'failed' && (
        <Button kind="main" onPress={() => void guides.open(id)}>
          {kioskTexts[language].tryAgain}
        </Button>
      )}
    </Frame>
  );
}
