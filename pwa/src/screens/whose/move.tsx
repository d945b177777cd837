import { useEffect, useState } from 'preact/hooks';
import { device, type Profile } from '../../db/device';
import type { Result } from '../../domain/result';
import { library } from '../../downloads/library';
import { t } from '../../i18n/t';
import { Notice, Sign, Wordmark } from '../../ui/frame';
import { Icon, nextIcon } from '../../ui/icon';
import { lockIcon } from '../../ui/icons-more';
import { Face } from '../../ui/picture';
import { carryOf, urlOf } from './carry';
import { faceName, lockKind } from './faces';

/** The app lives at a new address: each person of this phone carries hers there. */
export function Move() {
  const to = library.editionText()?.mv;
  if (!to || to === location.origin) {
    return <Notice title={t('moveNone')} text={t('moveNoneText')} />;
  }
  return (
    <>
      <Sign title={t('moveTitle')} top={<Wordmark />} />
      <main class="sheet">
        <p class="idea">{t('moveText', new URL(to).host)}</p>
        <ul class="entre">
          {device.profiles().map((one) => (
            <li key={one.id}>
              <Mover one={one} to={to} />
            </li>
          ))}
        </ul>
        {!device.profiles().length && (
          <a class="btn" href={to}>
            {t('moveGo')}
          </a>
        )}
        <p class="note">{t('moveStays')}</p>
      </main>
    </>
  );
}

function Mover({ one, to }: { one: Profile; to: string }) {
  const [packed, setPacked] = useState<Result<string>>();
  const isShut = !!lockKind(one) && one.id !== device.current()?.id;
  useEffect(() => {
    if (!isShut)
      carryOf(one).then(
        (got) => setPacked(got.packed),
        () => {},
      );
  }, [isShut]);
  return (
    <section class="cloth row">
      <Face who={one.avatar} />
      <div class="grow">
        <h2 class="sr">{faceName(one.avatar)}</h2>
        {isShut && (
          <p>
            <Icon of={lockIcon} /> {t('moveShut')}
          </p>
        )}
        {packed && !packed.ok && <p>{t('outLong')}</p>}
        {packed?.ok && (
          <a class="btn mid" href={urlOf(`#/traer/${packed.value}`, to)}>
            {t('moveMine')}
            <Icon of={nextIcon} />
          </a>
        )}
      </div>
    </section>
  );
}
