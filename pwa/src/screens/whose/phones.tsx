import { useEffect, useState } from 'preact/hooks';
import { device, type Profile } from '../../db/device';
import type { Log } from '../../db/log';
import { inGroups } from '../../domain/letters';
import type { Result } from '../../domain/result';
import { dayWords } from '../../i18n/format';
import { type Key, t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { Icon } from '../../ui/icon';
import { phoneIcon } from '../../ui/icons-more';
import { isLocked } from '../../vault/index';
import {
  join,
  makeLink,
  type Phone,
  part,
  phonesOf,
  revoke,
  type Twin,
  twinsOf,
} from '../../vault/phones';
import { Consent } from '../consent';
import { currentLog } from '../state/session';
import { hasConsent } from '../state/sync-line';
import { Tabs } from '../tabs';
import { howWords } from './arrivals';
import { urlOf } from './carry';
import { Qr } from './code';
import { faceName, faceOf } from './faces';
import { Card, Llave } from './llave';
import { Piece, whyNot } from './piece';

/** More than one phone, and ways back in when this one is lost. */
export function Phones() {
  const log = currentLog();
  const [isAsked, setAsked] = useState(false);
  if (isAsked) return <Consent done={() => setAsked(false)} />;
  return (
    <>
      <Sign title={t('myPhones')} top={<Wordmark />} />
      <main class="sheet">
        {log && hasConsent() ? (
          <>
            <p class="idea">{t('phonesWhy')}</p>
            <Another log={log} />
            <Llave log={log} />
            <Card log={log} />
            <Those profile={log.profile} />
            <Twins profile={log.profile} />
          </>
        ) : (
          <>
            <p class="idea">{t('phonesNeedCopy')}</p>
            <button class="btn soft" type="button" onClick={() => setAsked(true)}>
              {t('turnOn')}
            </button>
          </>
        )}
      </main>
      <Tabs here="#/telefonos" />
    </>
  );
}

const CODE_S = 600;

function Another({ log }: { log: Log }) {
  const [link, setLink] = useState<{ code: string; key: string }>();
  const [said, setSaid] = useState<Key>();
  const make = async () => {
    setSaid(undefined);
    const got = await makeLink(log);
    if (!got.ok) return setSaid(whyNot(got.reason));
    setLink(got.value);
    setTimeout(() => setLink(undefined), CODE_S * 1000);
  };
  return (
    <Piece title="anotherPhone" text="anotherWhy" said={said}>
      {link ? (
        <>
          <Qr text={urlOf(`#/otro/${link.code}.${link.key}`)} label={t('qrLabel')} />
          <ol class="guide">
            <li>{t('another1')}</li>
            <li>{t('another2', location.host)}</li>
          </ol>
          <p class="letters">{inGroups(link.code)}</p>
          <p class="note">{t('anotherOnce')}</p>
        </>
      ) : (
        <button class="btn soft" type="button" onClick={() => void make()}>
          <Icon of={phoneIcon} />
          {t('anotherShow')}
        </button>
      )}
    </Piece>
  );
}

function useList<T>(ask: () => Promise<Result<T[]>>): [T[] | undefined, () => void, boolean] {
  const [list, setList] = useState<T[]>();
  const [failed, setFailed] = useState(false);
  const look = () =>
    void ask().then((got) => {
      setFailed(!got.ok);
      if (got.ok) setList(got.value);
    });
  useEffect(look, []);
  return [list, look, failed];
}

function Those({ profile }: { profile: Profile }) {
  const [phones, look, failed] = useList(() => phonesOf(profile));
  const [said, setSaid] = useState<Key>();
  const remove = async (one: Phone) => {
    const got = await revoke(profile, one.id);
    setSaid(got.ok ? 'phoneGone' : whyNot(got.reason));
    look();
  };
  return (
    <Piece title="thosePhones" text="thoseWhy" said={said ?? (failed ? 'noAnswer' : undefined)}>
      <ul class="facts">
        {phones?.map((one) => (
          <li key={one.id}>
            <b>
              <Icon of={phoneIcon} /> {one.this ? t('thisPhone') : howWords(one.how)}
            </b>
            <p class="note">
              {t('since', dayWords(one.at))} {one.by && t('helpedBy', one.by)}
            </p>
            {!one.this && <Away done={() => void remove(one)} />}
          </li>
        ))}
      </ul>
    </Piece>
  );
}

/** Asked twice: a phone that was sent away comes back only by a code. */
function Away({ done }: { done: () => void }) {
  const [isSure, setSure] = useState(false);
  if (!isSure) {
    return (
      <button class="link" type="button" onClick={() => setSure(true)}>
        {t('notMine')}
      </button>
    );
  }
  return (
    <div class="warn entre">
      <p role="status">{t('awaySure')}</p>
      <button class="btn soft" type="button" onClick={done}>
        {t('awayYes')}
      </button>
      <button class="btn soft" type="button" onClick={() => setSure(false)}>
        {t('awayNo')}
      </button>
    </div>
  );
}

function Twins({ profile }: { profile: Profile }) {
  const [twins, look] = useList<Twin>(() => twinsOf(profile));
  const [said, setSaid] = useState<Key>();
  const known = new Set(twins?.map(({ subject }) => subject));
  const others = device
    .profiles()
    .filter((one) => one.id !== profile.id && !known.has(one.id) && !isLocked(one));
  const run = async (job: Promise<Result<true>>, done: Key) => {
    const got = await job;
    setSaid(got.ok ? done : whyNot(got.reason));
    look();
  };
  if (!others.length && !twins?.length) return null;
  return (
    <Piece title="twins" text="twinsWhy" said={said}>
      {others.map((one) => (
        <button
          key={one.id}
          class="btn soft"
          type="button"
          onClick={() => void run(join(profile, one), 'twinsJoined')}
        >
          {t('twinsJoin', faceName(faceOf(one)))}
        </button>
      ))}
      {twins?.map((one) => (
        <p key={one.subject}>
          {t('twinsSince', dayWords(one.at))}{' '}
          <button
            class="link"
            type="button"
            onClick={() => void run(part(profile, one.subject), 'twinsParted')}
          >
            {t('twinsUndo', dayWords(one.until))}
          </button>
        </p>
      ))}
    </Piece>
  );
}
