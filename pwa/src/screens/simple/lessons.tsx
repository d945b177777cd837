import type { Entry, Lesson } from '../../domain/bundle';
import { library } from '../../downloads/library';
import { t, tIn } from '../../i18n/t';
import { Foot, Sign, Wordmark } from '../../ui/frame';
import { Icon, nextIcon, okIcon, type Strokes } from '../../ui/icon';
import { bringIcon, phoneIcon, yoIcon } from '../../ui/icons-more';
import { hasDrawing, Picture } from '../../ui/picture';
import { Says } from '../../ui/speaker';
import { Ahead } from '../after/ahead';
import { InsideNote } from '../inside-note';
import { review } from '../review/at';
import { useBring } from '../state/bring';
import { ModeButton } from '../state/mode';
import { costOf, isFinished, nextIn, onShelf, stops } from '../state/shelf';

const open = (lesson: Lesson | undefined): void => {
  if (lesson) location.hash = `#/l/${lesson[0]}`;
};

/** Everything there is to learn, one below the other, and one way on. */
export function Lessons() {
  const way = stops();
  const [status, start] = useBring();
  const stop = way.find((one) => one.state === 'next');
  const next = stop?.module && nextIn(stop.module);
  /** Its first open lesson is hers to open once it is here. */
  const fetchThen = (entry: Entry, then: typeof open) =>
    start(entry, () => {
      const module = onShelf(entry.id);
      if (module) then(nextIn(module));
    });
  const go = () => (next ? open(next) : stop && fetchThen(stop.entry, open));
  return (
    <>
      <Sign title={t('myLessons')} top={<Wordmark />} />
      <main class="sheet">
        <InsideNote />
        <Ahead isPlain />
        <review.Piece show={({ ReviewLine }) => <ReviewLine />} />
        {!way.length && <p class="idea">{t('nothing')}</p>}
        {way.length > 0 && !stop && <p class="rule">{t('allFinished')}</p>}
        <ol class="plain">
          {way.map(({ entry, module }) =>
            module ? (
              module.ls.map((lesson) => (
                <One key={lesson[0]} of={lesson} isNext={lesson === next} lang={module.l} />
              ))
            ) : (
              <li key={entry.id}>
                <Told title={entry.title} minutes={entry.minutes} lang={entry.locale} />
                <button type="button" onClick={() => fetchThen(entry, () => {})}>
                  <Row title={entry.title} words={t('away', costOf(entry))} icon={bringIcon} eye />
                </button>
              </li>
            ),
          )}
        </ol>
        <p class="note" role="status">
          {status}
        </p>
        <a class="btn soft" href="#/yo">
          <Icon of={yoIcon} />
          {t('yo')}
        </a>
        <ModeButton to="full" label="seeAll" />
      </main>
      {stop && (
        <Foot>
          <button class="btn" type="button" onClick={go}>
            {t('go')}
            <Icon of={nextIcon} />
          </button>
        </Foot>
      )}
      {!way.length && (
        <Foot>
          <button class="btn" type="button" onClick={() => void library.refresh()}>
            {t('retry')}
          </button>
        </Foot>
      )}
    </>
  );
}

type OneProps = { of: Lesson; isNext: boolean; lang: string };

/** A lesson that is on the phone: done, the one that comes, or there whenever she wants. */
function One({ of: lesson, isNext, lang }: OneProps) {
  const [id, title, minutes, , picture] = lesson;
  const isDone = isFinished(lesson);
  const [words, icon] = isDone
    ? ([t('done'), okIcon] as const)
    : isNext
      ? ([t('nowThis'), nextIcon] as const)
      : ([t('onPhone'), phoneIcon] as const);
  return (
    <li class={isNext ? 'now' : ''}>
      <Told title={title} minutes={minutes} lang={lang} />
      <a href={`#/l/${id}`}>
        <Row title={title} words={words} icon={icon} picture={picture} yes={!isNext} />
      </a>
    </li>
  );
}

type ToldProps = { title: string; minutes: number | undefined; lang: string };

/** A lesson's title and how long it takes, for who hears rather than reads. */
function Told({ title, minutes, lang }: ToldProps) {
  const said = /[.!?…]$/.test(title) ? title : `${title}.`;
  const text = minutes ? `${said} ${tIn(lang, 'minutes', minutes)}.` : said;
  return <Says words={{ text, lang }} of={title} />;
}

type RowProps = {
  title: string;
  words: string;
  icon: Strokes;
  picture?: string | 0;
  yes?: boolean;
  eye?: boolean;
};

function Row({ title, words, icon, picture = 0, yes, eye }: RowProps) {
  return (
    <>
      <span class="thumb">
        {hasDrawing(picture) ? <Picture id={picture} kind="scene" /> : <Icon of={icon} />}
      </span>
      <span class="grow">
        <b>{title}</b>
        <span class={`chip${yes ? ' yes' : eye ? ' eye' : ''}`}>
          <Icon of={icon} />
          {words}
        </span>
      </span>
    </>
  );
}
