import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Card, Lesson, Module, StoryCard } from '../domain/bundle';
import { type Key, t } from '../i18n/t';
import { CardBody, CardFoot, type CardProps, NextButton } from '../ui/card';
import { closeIcon, Icon, okIcon } from '../ui/icon';
import { Speaker } from '../ui/speaker';
import { Told } from '../ui/told';
import { Part, restNow } from './state/rest';
import { holdBell, keep, progress } from './state/session';
import { BREATH_MS, goOn, settle } from './state/settle';
import { findLesson, viewOf } from './state/shelf';

/** The player; `at` is the card asked for, 1 for the first, 0 for where she left off. */
export function LessonScreen({ id, at }: { id: string; at: number }) {
  const found = findLesson(id);
  return found ? (
    <Player key={id} {...found} at={at} />
  ) : (
    <Part show={(rest) => <rest.LessonAway id={id} />} />
  );
}

/** Other tabs and a new version of the app see by this lock that a lesson is open. */
function useLessonLock() {
  useEffect(() => {
    let release = () => {};
    const open = new Promise<void>((resolve) => {
      release = resolve;
    });
    navigator.locks?.request('lesson', { mode: 'shared' }, () => open);
    return release;
  }, []);
}

/** Run one save at a time; a failed one stays ready to be tried again. */
function useSaves() {
  const busy = useRef(false);
  const [state, setState] = useState<{ saved?: boolean; again?: () => void; why?: Key }>({});
  const save = (job: () => Promise<unknown>, then: () => void) => {
    if (busy.current) return;
    busy.current = true;
    const ring = holdBell();
    job().then(
      () => {
        busy.current = false;
        setState({ saved: true });
        then();
        ring();
      },
      ({ reason }: { reason?: string }) => {
        busy.current = false;
        ring();
        setState({ again: () => save(job, then), why: reason === 'full' ? 'full' : 'notSaved' });
      },
    );
  };
  return { ...state, save };
}

function Player({ module, lesson, at }: { module: Module; lesson: Lesson; at: number }) {
  const [id, title, minutes, , , cards] = lesson;
  const [index, setIndex] = useState(() => {
    const { next, state } = viewOf(lesson);
    // An address past the last card is the end only for who finished.
    const isThere = at > 0 && (at <= cards.length || state === 'finished');
    return isThere ? Math.min(at - 1, cards.length) : next;
  });
  const { save, saved, again, why = 'notSaved' } = useSaves();
  const card = cards[index];
  useLessonLock();
  useEffect(() => void settle(), []);
  useEffect(() => {
    // If this cannot be kept, neither can the first card, and that is said.
    const opened = () => {
      if (!progress().lessons[id]?.opened) keep('lesson.opened', { lesson: id }).catch(() => {});
    };
    // What keeps it may still have to come; first she has something to read.
    const timer = setTimeout(opened, restNow() ? 0 : BREATH_MS);
    return () => clearTimeout(timer);
  }, []);
  // With the card itself: later it might undo a change of address that came in between.
  useLayoutEffect(() => {
    document.title = `${card?.[3] ?? title} · CREANDO`;
    history.replaceState(null, '', `#/l/${id}/${index + 1}`);
    scrollTo(0, 0);
  }, [index]);

  const finish = async () => {
    const old = progress().lessons[id];
    if (card && !restNow()?.waits(card) && (old?.done[card[1]] ?? -1) < card[2]) {
      await keep('card.done', { lesson: id, card: card[1], rev: card[2] });
    }
    const isOver = index === cards.length - 1 && (restNow()?.isPassed(lesson) ?? true);
    if (isOver && !old?.finished) await keep('lesson.finished', { lesson: id });
  };
  const props = {
    lesson: id,
    keep: ((name, body, then) => save(() => keep(name, body), then)) as CardProps['keep'],
    hold: save,
    next: () =>
      save(finish, () => {
        goOn();
        setIndex(index + 1);
      }),
    back: index > 0 ? () => setIndex(index - 1) : undefined,
  };
  return (
    <>
      {card && (
        <header class="lesson">
          <a class="round" href={`#/m/${module.id}`} aria-label={t('close')}>
            <Icon of={closeIcon} />
          </a>
          <Weave done={index} of={cards.length} />
          <p>
            {index < cards.length - 1
              ? t(
                  'left',
                  Math.max(1, Math.round((minutes * (cards.length - index)) / cards.length)),
                )
              : t('last')}
          </p>
          <Speaker />
        </header>
      )}
      {card && restNow()?.hint(card[0])}
      <div class="state" role="status">
        {again && <NotSaved why={why} again={again} />}
        {saved && !again && (
          <p>
            <Icon of={okIcon} />
            {t('saved')}
          </p>
        )}
      </div>
      {card ? (
        <AnyCard key={card[1]} card={card} answer={answerTo(id, card)} {...props} />
      ) : (
        <Part show={(rest) => <rest.Ending module={module} lesson={lesson} />} />
      )}
    </>
  );
}

/** What she answered to this card, unless its meaning changed since. */
function answerTo(id: string, [, card, rev]: Card) {
  const answer = progress().lessons[id]?.answers[card];
  return answer?.rev === rev ? answer : undefined;
}

function NotSaved({ why, again }: { why: Key; again: () => void }) {
  return (
    <div class="warn row">
      <p class="grow">{t(why)}</p>
      <button class="btn soft mid" type="button" onClick={again}>
        {t('again')}
      </button>
    </div>
  );
}

/** How far a lesson is: woven what is done, bare threads what is to come. */
export function Weave({ done, of: total }: { done: number; of: number }) {
  return (
    <svg class="weave" role="img" aria-label={t('cardOf', done + 1, total)}>
      <rect width="100%" height="100%" fill="url(#t-hilo)" />
      <rect width={`${(100 * done) / total}%`} height="100%" fill="url(#t-rombo)" />
    </svg>
  );
}

function AnyCard(props: CardProps) {
  const [kind] = props.card;
  if (kind === 'story') return <Story {...(props as CardProps<StoryCard>)} />;
  if (kind === 'idea' || kind === 'picture') {
    return (
      <>
        <CardBody {...props} />
        <CardFoot back={props.back}>
          <NextButton next={props.next} />
        </CardFoot>
      </>
    );
  }
  return (
    <Part
      show={({ cardKinds }) => {
        const Kind = cardKinds[kind];
        return Kind && <Kind {...props} />;
      }}
    />
  );
}

/** Somebody tells: what she says aloud stands in a bubble beside her face. */
function Story({ card, back, next }: CardProps<StoryCard>) {
  const [, , , , blocks, [who, name]] = card;
  return (
    <>
      <CardBody card={[...card.slice(0, 4), []] as unknown as Card}>
        <Told blocks={blocks} who={who} name={name} />
      </CardBody>
      <CardFoot back={back}>
        <NextButton next={next} />
      </CardFoot>
    </>
  );
}
