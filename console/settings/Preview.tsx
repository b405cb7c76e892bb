/**
 * How it will look: the hall screen and the kiosk's first page in frames, drawn by the very components
 * that show them, and a slip as its paper says it.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { pastReady } from '../../ui/past-shown.ts';
import { language } from '../language.ts';
import type { Known } from '../ManagerPage.tsx';
import './preview.css';
import type { SettingsTexts } from './texts/index.ts';
import { type Previewed, preview, type SlipBlock } from './told.ts';
import type { Drafted } from './use-draft.ts';

const kioskReady = 'preview-ready';

interface PreviewProps {
  readonly known: Known;
  readonly texts: SettingsTexts;
  readonly draft: Drafted;
}

export function Preview({ known, texts, draft }: PreviewProps) {
  const [told, setTold] = useState<Previewed | 'failed' | null>(null);
  const { checked, from } = draft;
  const text = checked?.complaints.length === 0 ? checked.text : null;
  useEffect(() => {
    if (text === null || from === null) return;
    let wanted = true;
    void preview(known.me.hall, { text }, language.value).then((said) => {
      if (wanted) setTold(typeof said === 'string' || 'refused' in said ? 'failed' : said);
    });
    return () => {
      wanted = false;
    };
  }, [known.me.hall, text, from, language.value]);
  if (text === null) return <p class="manager-quiet">{texts.noPreview}</p>;
  if (told === 'failed') return <Notice kind="danger">{texts.unreachable}</Notice>;
  if (told === null) return <p class="manager-quiet">{texts.loading}</p>;
  const { names, posted, now } = told;
  return (
    <div class="settings-previews">
      <Framed
        kind="hall"
        name={texts.previewHall}
        path={`/display/past?lang=${language.value}`}
        ready={pastReady}
        shown={{ view: told.display, names, posted, now }}
      />
      {told.kiosk && (
        <Framed
          kind="kiosk"
          name={texts.previewKiosk}
          path={`/display/kiosk-preview?lang=${language.value}`}
          ready={kioskReady}
          shown={{ view: told.kiosk, names }}
        />
      )}
      {told.slip && (
        <section class="settings-slip" aria-label={texts.previewSlip}>
          <h3>{texts.previewSlip}</h3>
          <div>
            {told.slip.map((block, at) => (
              <Block key={at} block={block} />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

interface FramedProps {
  readonly kind: 'hall' | 'kiosk';
  readonly name: string;
  readonly path: string;
  /** What the frame says once it listens. */
  readonly ready: string;
  readonly shown: object;
}

function Framed({ kind, name, path, ready, shown }: FramedProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [listens, setListens] = useState(false);
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent): void => {
      const own = origin === location.origin && source === frame.current?.contentWindow;
      if (own && data === ready) setListens(true);
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, [ready]);
  useEffect(() => {
    if (listens) frame.current?.contentWindow?.postMessage(shown, location.origin);
  }, [listens, shown]);
  return (
    <section>
      <h3>{name}</h3>
      <div class={`settings-frame settings-frame-${kind}`}>
        <iframe key={path} ref={frame} src={path} title={name} tabIndex={-1} />
      </div>
    </section>
  );
}

function Block({ block }: { readonly block: SlipBlock }) {
  switch (block.kind) {
    case 'rule':
      return <hr />;
    case 'space':
      return <br />;
    case 'label':
      return <p class="settings-slip-label">{block.text}</p>;
    case 'pair':
      return (
        <p class="settings-slip-pair">
          <span>{block.left}</span> <span>{block.right}</span>
        </p>
      );
    case 'qr':
      return <p class="settings-slip-code">QR</p>;
    default: {
      const looks = [block.align === 'center' ? 'middle' : '', block.bold ? 'bold' : ''];
      const size = (block.size ?? 1) > 1 ? 'large' : '';
      const classes = [...looks, size].filter(Boolean).map((one) => `settings-slip-${one}`);
      return <p class={classes.join(' ')}>{block.text}</p>;
    }
  }
}
