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

type AheadProps = { question?: ComponentChild; isPlain?: boolean };

/**
 * At most one thing above her route. `isPlain`: above her lessons in the simple form, which asks
 * how it went and says what is on offer, and nothing else.
 */
export function Ahead({ question, isPlain }: AheadProps) {
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
    question: away === undefined ? undefined : !isPlain && !!toAsk(progress(), away, Date.now()),
    plan: look && !isPlain && !!look.plan,
    date: look && !!look.date,
    survey: look && !!look.survey,
  };
  // What would stand behind another thing is not asked for: it is offered once.
  const isFree = !isPlain && aheadOf({ ...facts, invitation: true }) === 'invitation';
  const [invitation, putInvitationAway] = useInvitation(isFree);
  const invited = isPlain ? false : invitation && invitation !== 'none';
  const ahead = aheadOf({ ...facts, invitation: invited });
  if (ahead === 'question') return <>{question}</>;
  if (ahead === 'invitation')
    return <Invitation isAway={invitation === 'away'} putAway={putInvitationAway} />;
  const part = deeds.now();
  if (!part || !look) return null;
  if (ahead === 'date' && look.date) return <part.DateLine of={look.date} hold={hold} />;
  if (ahead === 'survey' && look.survey) return <part.SurveyLine of={look.survey} hold={hold} />;
  if (ahead === 'plan' && look.plan)
    return <part.Plan key={look.plan.deed.at} of={look.plan} hold={hold} />;
  return ahead === 'promise' && look.question ? (
    <part.Line key={look.question.text} of={look.question} hold={hold} />
  ) : null;
}
