/**
 * What is posted of those who serve (办法, art. 22): photo, post, duties and promise, person by person.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { say } from '../../ui/texts.ts';
import { language } from '../language.ts';
import { type Doing, useDoing } from './doing.ts';
import type { HouseParts } from './House.tsx';
import { smallPicture } from './picture.ts';
import type { PersonTold } from './told.ts';

export function Cards(parts: HouseParts) {
  const { texts, told } = parts;
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section class="house-part" aria-labelledby="cards-title">
      <h2 id="cards-title">{texts.cards}</h2>
      <p class="manager-quiet">{texts.cardsHint}</p>
      <ul class="house-list">
        {told.people.map((one) => (
          <li key={one.person} class="house-person">
            {one.card?.photo ? (
              <img class="house-photo" src={one.card.photo} alt="" />
            ) : (
              <span class="house-photo" />
            )}
            <p>
              {one.name}
              <span class="manager-quiet">
                {one.card ? say(one.card.post, language.value) : texts.noCard}
              </span>
            </p>
            <Button
              pressed={open === one.person}
              onPress={() => setOpen(open === one.person ? null : one.person)}
            >
              {texts.edit}
              <span class="unseen"> {one.name}</span>
            </Button>
            {open === one.person && <CardForm {...parts} of={one} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

const fields = ['post', 'duties', 'promise'] as const;
type Field = (typeof fields)[number];
const charsMax: Readonly<Record<Field, number>> = { post: 40, duties: 120, promise: 120 };

function CardForm({ texts, asking, onChange, of }: HouseParts & { readonly of: PersonTold }) {
  const doing = useDoing(texts, onChange);
  const [wish, setWish] = useState<Readonly<Record<Field, string>>>({
    post: of.card?.post['zh-Hans'] ?? '',
    duties: of.card?.duties?.['zh-Hans'] ?? '',
    promise: of.card?.promise?.['zh-Hans'] ?? '',
  });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (wish.post.trim() === '') return doing.say(texts.cardEmpty);
    // Other languages that another system has given stay as they are.
    const said = (key: Field) => {
      const text = wish[key].trim();
      return text === '' ? null : { ...of.card?.[key], 'zh-Hans': text };
    };
    const post = { ...of.card?.post, 'zh-Hans': wish.post.trim() };
    const card = { post, duties: said('duties'), promise: said('promise') };
    await doing.run(() => asking.saveCard(of.person, card));
  };
  return (
    <form
      class="manager-form house-form house-wide"
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      {fields.map((key) => (
        <label key={key} class="house-wide">
          {texts.cardFields[key]}
          <input
            type="text"
            maxLength={charsMax[key]}
            value={wish[key]}
            onInput={(event) => setWish({ ...wish, [key]: event.currentTarget.value })}
          />
        </label>
      ))}
      {of.card && (
        <label>
          {texts.photo}
          <input
            type="file"
            accept="image/jpeg,image/png,image/webp"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void sendPhoto(file, doing);
            }}
          />
        </label>
      )}
      {doing.trouble && <Notice kind="danger">{doing.trouble}</Notice>}
      <div class="house-acts house-wide">
        <button type="submit" class="button" disabled={doing.busy}>
          {texts.saveCard}
        </button>
        {of.card && (
          <Button
            disabled={doing.busy}
            onPress={() => void doing.run(() => asking.removeCard(of.person))}
          >
            {texts.removeCard}
          </Button>
        )}
      </div>
    </form>
  );

  async function sendPhoto(file: File, { run, say: tell }: Doing): Promise<void> {
    const picture = await smallPicture(file);
    if (picture === null) return tell(texts.noPicture);
    await run(() => asking.setPhoto(of.person, picture));
  }
}
