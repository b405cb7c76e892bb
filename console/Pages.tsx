/**
 * The one way among the pages of those who run the hall, over each of them: only what the account may open,
 * the page one is on marked, new and overdue cases counted. Where there is little room, as on a magnified
 * page, the list waits behind a button.
 */
import { useState } from 'preact/hooks';
import { type Language, say } from '../ui/texts.ts';
import { type Me, minePath } from './account.ts';
import { casesPath } from './address.ts';
import { hallPath, read } from './asking.ts';
import { language } from './language.ts';
import './pages.css';
import { pageAt, pagesFor } from './staff-pages.ts';
import { useTold } from './told-again.ts';

interface Counts {
  readonly fresh: number;
  readonly red: number;
}

interface PageWords {
  readonly pages: string;
  readonly others: string;
  readonly mine: string;
  readonly fresh: (count: number) => string;
  readonly red: (count: number) => string;
}

const words: Readonly<Record<Language, PageWords>> = {
  'zh-Hans': {
    pages: '管理页面',
    others: '其他页面',
    mine: '我的登录',
    fresh: (count) => `${count} 新`,
    red: (count) => `${count} 超期`,
  },
  'zh-Hant': {
    pages: '管理頁面',
    others: '其他頁面',
    mine: '我的登入',
    fresh: (count) => `${count} 新`,
    red: (count) => `${count} 超期`,
  },
  en: {
    pages: 'Pages of the hall',
    others: 'Other pages',
    mine: 'My sign-ins',
    fresh: (count) => `${count} new`,
    red: (count) => `${count} overdue`,
  },
};

const none: Counts = { fresh: 0, red: 0 };

async function ask(hall: string): Promise<Counts | 'unreachable'> {
  const told = await read<Partial<Counts>>(`${hallPath(hall)}/case-counts`);
  if (told === 'unreachable') return told;
  return typeof told === 'object' && typeof told.fresh === 'number' ? { ...none, ...told } : none;
}

interface PagesProps {
  readonly me: Me;
  /** Another one after every change of the house's facts. */
  readonly rev: number;
}

export function Pages({ me, rev }: PagesProps) {
  const [open, setOpen] = useState(false);
  const [told] = useTold(
    async () => (me.may.includes('cases.read') ? ask(me.hall) : none),
    [me.hall],
    [rev],
  );
  const counts = told === null || told === 'unreachable' ? none : told;
  const pages = pagesFor(me);
  const here = pageAt(location.pathname, pages);
  const texts = words[language.value];
  return (
    <nav class="pages" aria-label={texts.pages}>
      <button
        type="button"
        class="button pages-others"
        aria-expanded={open}
        aria-controls="pages"
        onClick={() => setOpen(!open)}
      >
        {texts.others}
      </button>
      <ul id="pages" class={open ? 'pages-open' : undefined}>
        {pages.map((page) => (
          <li key={page.path}>
            <a href={page.path} aria-current={page === here ? 'page' : undefined}>
              {say(page.name, language.value)}
              {page.path === casesPath && <CaseCounts counts={counts} texts={texts} />}
            </a>
          </li>
        ))}
        <li>
          <a href={minePath}>{texts.mine}</a>
        </li>
      </ul>
    </nav>
  );
}

/** By words and not by colour alone. */
function CaseCounts({ counts: { fresh, red }, texts }: { counts: Counts; texts: PageWords }) {
  return (
    <>
      {fresh > 0 && <small class="figures">{texts.fresh(fresh)}</small>}
      {red > 0 && <small class="figures pages-over">{texts.red(red)}</small>}
    </>
  );
}
