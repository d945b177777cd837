import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import type { Log } from '../../db/log';
import { aheadOf } from '../../domain/ahead';
import { toAsk } from '../../domain/questions';
import { AWAY } from '../places/ask';
import { deeds } from '../places/deeds/part';
import { currentLog, note, progress } from '../state/session';
import { Invitation, useInvitation, wasInvited } from './install';

type Part = Awaited<ReturnType<typeof deeds.load>>;
type Look = Awaited<ReturnType<Part['look']>>;

/** Neither phone nor network has that part: nothing of it is said. */
const lookUp = (): Promise<Look> =>
  deeds
    .load()
    .then((part) => part.look())
    .catch(() => ({}));

const readAway = async (): Promise<number> => Number((await note(AWAY)) ?? 0);

type Early = { log: Log | undefined; away: number; look: Look | undefined; isInvited: boolean };
/** What was looked up before the first drawing, for that drawing alone. */
let early: Early | undefined;

/** Look it up before her route is drawn, so that nothing of it comes in between. */
export async function readAhead(): Promise<void> {
  const [away, look, isInvited] = await Promise.all([
    readAway(),
    helping() ? undefined : lookUp(),
    wasInvited(),
  ]);
  early = { log: currentLog(), away, look, isInvited };
}

function takeEarly(): Early | undefined {
  const mine = early?.log === currentLog() ? early : undefined;
  early = undefined;
  return mine;
}

/** What of her decisions is to be said; looked up anew when her log changes, unless it is held. */
function useLook(first: Early | undefined) {
  const log = currentLog();
  const [look, setLook] = useState(first?.look);
  const isHeld = useRef(false);
  const turn = useRef(0);
  const again = () => {
    turn.current += 1;
    const mine = turn.current;
    void lookUp().then((found) => mine === turn.current && !isHeld.current && setLook(found));
  };
  /** What she is answering stays until she is done with it. */
  const hold = (holds: boolean) => {
    isHeld.current = holds;
    if (!holds) again();
  };
  useEffect(() => {
    if (log !== first?.log) setLook(undefined);
    if (!log || helping()) return undefined;
    again();
    return log.subscribe(again);
  }, [log]);
  return [look, hold] as const;
}

type AheadProps = { Question?: ComponentType<{ until: number }> | undefined; isPlain?: boolean };

/**
 * At most one thing above her route. `isPlain`: above her lessons in the simple form, which asks
 * how it went and says what is on offer, and nothing else.
 */
export function Ahead({ Question, isPlain }: AheadProps) {
  const [first] = useState(takeEarly);
  const [look, hold] = useLook(first);
  const [away, setAway] = useState(first?.away);
  useEffect(() => void readAway().then(setAway, () => {}), []);
  const facts = {
    isHelped: helping(),
    promise: look && !!look.question,
    met: look && !!look.met,
    question: away === undefined ? undefined : !isPlain && !!toAsk(progress(), away, Date.now()),
    plan: look && !isPlain && !!look.plan,
    date: look && !!look.date,
    survey: look && !!look.survey,
  };
  // What would stand behind another thing is not asked for: it is offered once.
  const isFree = !isPlain && aheadOf({ ...facts, invitation: true }) === 'invitation';
  const [invitation, putInvitationAway] = useInvitation(isFree, !!first?.isInvited);
  const invited = isPlain ? false : invitation && invitation !== 'none';
  const ahead = aheadOf({ ...facts, invitation: invited });
  if (ahead === 'question') return Question ? <Question until={away ?? 0} /> : null;
  if (ahead === 'invitation')
    return <Invitation isAway={invitation === 'away'} putAway={putInvitationAway} />;
  const part = deeds.now();
  if (!part || !look) return null;
  if (ahead === 'date' && look.date) return <part.DateLine of={look.date} hold={hold} />;
  if (ahead === 'survey' && look.survey) return <part.SurveyLine of={look.survey} hold={hold} />;
  if (ahead === 'plan' && look.plan)
    return <part.Plan key={look.plan.deed.at} of={look.plan} hold={hold} />;
  if (ahead === 'met' && look.met)
    return <part.Met key={look.met.meeting.meeting} of={look.met} hold={hold} />;
  return ahead === 'promise' && look.question ? (
    <part.Line key={look.question.text} of={look.question} hold={hold} />
  ) : null;
}
