import type { ComponentChild } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import { aheadOf } from '../../domain/ahead';
import { toAsk } from '../../domain/questions';
import { deeds } from '../places/deeds/part';
import { currentLog, note, progress } from '../state/session';
import { Invitation, useInvitation } from './install';

/** Among her notes: until when the questions are put away (places/ask.tsx). */
const AWAY = 'preguntas';

type Part = Awaited<ReturnType<typeof deeds.load>>;
type Look = Awaited<ReturnType<Part['look']>>;

/** What of her decisions is to be said; looked up anew when her log changes, unless it is held. */
function useLook() {
  const log = currentLog();
  const [look, setLook] = useState<Look>();
  const isHeld = useRef(false);
  const turn = useRef(0);
  const again = () => {
    turn.current += 1;
    const mine = turn.current;
    void deeds
      .load()
      .then((part) => part.look())
      // Neither phone nor network has that part: nothing of it is said.
      .catch(() => ({}))
      .then((found) => mine === turn.current && !isHeld.current && setLook(found));
  };
  /** What she is answering stays until she is done with it. */
  const hold = (holds: boolean) => {
    isHeld.current = holds;
    if (!holds) again();
  };
  useEffect(() => {
    setLook(undefined);
    if (!log || helping()) return undefined;
    again();
    return log.subscribe(again);
  }, [log]);
  return [look, hold] as const;
}

/** At most one thing above her route: her promise, who met her, the home screen, or a question. */
export function Ahead({ question }: { question: ComponentChild }) {
  const [look, hold] = useLook();
  const [away, setAway] = useState<number>();
  useEffect(() => {
    note(AWAY).then(
      (until) => setAway(Number(until ?? 0)),
      () => {},
    );
  }, []);
  const facts = {
    isHelped: helping(),
    promise: look && !!look.question,
    met: look && !!look.met,
    question: away === undefined ? undefined : !!toAsk(progress(), away, Date.now()),
    plan: look && !!look.plan,
  };
  // What would stand behind another thing is not asked for: it is offered once.
  const isFree = aheadOf({ ...facts, invitation: true }) === 'invitation';
  const [invitation, putInvitationAway] = useInvitation(isFree);
  const ahead = aheadOf({ ...facts, invitation: invitation && invitation !== 'none' });
  if (ahead === 'question') return <>{question}</>;
  if (ahead === 'invitation')
    return <Invitation isAway={invitation === 'away'} putAway={putInvitationAway} />;
  const part = deeds.now();
  if (!part || !look) return null;
  if (ahead === 'plan' && look.plan)
    return <part.Plan key={look.plan.deed.at} of={look.plan} hold={hold} />;
  if (ahead === 'met' && look.met)
    return <part.Met key={look.met.meeting.meeting} of={look.met} hold={hold} />;
  return ahead === 'promise' && look.question ? (
    <part.Line key={look.question.text} of={look.question} hold={hold} />
  ) : null;
}
