/**
 * How long it takes and what it costs, and where to go and whom to ask: a few words each, the answer
 * larger than the question.
 */
import type { ComponentChildren } from 'preact';
import type { Guide, GuidePlace, TimeLimit } from '../../core/guides/guide.ts';
import type { Language } from '../texts.ts';
import { Say } from './Say.tsx';
import { type GuideWords, guideWords } from './texts/texts.ts';
import { alsoPossible, limitText } from './told.ts';
import './guide.css';

interface FactProps {
  readonly name: string;
  /** The answer is what one came for. */
  readonly large?: boolean;
  readonly children: ComponentChildren;
}

function Fact({ name, large = false, children }: FactProps) {
  return (
    <div class="guide-fact">
      <dt>{name}</dt>
      <dd class={large ? 'guide-large figures' : 'figures'}>{children}</dd>
    </div>
  );
}

interface PartProps {
  readonly guide: Guide;
  readonly language: Language;
}

export function TimeAndCost({ guide, language }: PartProps) {
  const words = guideWords[language];
  const { promisedLimit, legalLimit, fee, result } = guide;
  return (
    <dl class="guide-facts">
      <Fact name={words.promised} large>
        <Limit limit={promisedLimit} language={language} />
      </Fact>
      <Fact name={words.legal}>
        <Limit limit={legalLimit} language={language} />
      </Fact>
      <Fact name={words.fee} large>
        {fee.charged ? words.charged : words.free}
        {fee.amount && (
          <p class="guide-note">
            <Say text={fee.amount} language={language} />
          </p>
        )}
      </Fact>
      <Fact name={words.result}>
        <Say text={result.name} language={language} />
        <p class="guide-note">
          <Say text={result.delivery} language={language} />
        </p>
      </Fact>
    </dl>
  );
}

function Limit({ limit, language }: { limit: TimeLimit | null; language: Language }) {
  return (
    <>
      {limitText(limit, language)}
      {limit?.note && (
        <p class="guide-note">
          <Say text={limit.note} language={language} />
        </p>
      )}
    </>
  );
}

/** `calls`: numbers can be dialled here. */
export function Where({ guide, language, calls }: PartProps & { calls: boolean }) {
  const words = guideWords[language];
  const { places, enquiry, complaint } = guide;
  const also = alsoPossible(guide, words);
  return (
    <>
      <ul class="guide-places">
        {places.map((place, index) => (
          <li key={index} class="guide-place">
            <Place {...{ place, words, language, calls }} />
          </li>
        ))}
      </ul>
      <dl class="guide-facts">
        <Fact name={words.enquiry} large>
          <Phone number={enquiry.phone} calls={calls} />
          {enquiry.where && (
            <p class="guide-note">
              <Say text={enquiry.where} language={language} />
            </p>
          )}
        </Fact>
        <Fact name={words.complaint} large>
          <Phone number={complaint.phone} calls={calls} />
        </Fact>
      </dl>
      {also.length > 0 && <p class="guide-note">{also.join(' · ')}</p>}
    </>
  );
}

interface PlaceProps {
  readonly place: GuidePlace;
  readonly words: GuideWords;
  readonly language: Language;
  readonly calls: boolean;
}

function Place({ place, words, language, calls }: PlaceProps) {
  return (
    <>
      <h3 class="guide-name">
        <Say text={place.name} language={language} />
      </h3>
      <p>
        <Say text={place.address} language={language} />
      </p>
      <p class="figures">
        <span class="guide-quiet">{words.hours} </span>
        <Say text={place.hours} language={language} />
      </p>
      {place.phone && (
        <p class="figures">
          <span class="guide-quiet">{words.phone} </span>
          <Phone number={place.phone} calls={calls} />
        </p>
      )}
    </>
  );
}

function Phone({ number, calls }: { number: string; calls: boolean }) {
  if (!calls) return <>{number}</>;
  return (
    <a class="guide-link" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
      {number}
    </a>
  );
}
