/** Comunidad, Mi negocio, the questions and the search, with their words (see more.ts). */
import type { ComponentType } from 'preact';
import { esAsk } from '../../i18n/es-ask';
import { esCommunity } from '../../i18n/es-community';
import { esSheets } from '../../i18n/es-sheets';
import { esToolsList } from '../../i18n/es-tools-list';
import { esWay } from '../../i18n/es-way';
import { addWords, t } from '../../i18n/t';
import askCss from '../../styles/ask.css?inline';
// The tools have it from here, with its rules: a file of its own would cost a request.
import '../../ui/coin-pad';
import coinPadCss from '../../ui/coin-pad.css?inline';
import { Notice } from '../../ui/frame';
import { addStyles } from '../../ui/styles';
import { review } from '../review/at';
import { later } from '../state/later';
import { keepTools } from '../tools/tools';
import { Ask } from './ask';
import { Business } from './business';
import { isPassed, Unpassed } from './check';
import { Community } from './community';
import { deeds } from './deeds/part';
import { bringNeeded } from './needed';
import css from './places.css?inline';
import { Questions } from './question';
import { Search } from './search';
import { ShortOnes } from './short-ones';
import { guideWay, Today, WaysOn } from './way';

addWords({ ...esAsk, ...esCommunity, ...esToolsList, ...esSheets, ...esWay });
addStyles(askCss + css + coinPadCss);

/** Certificates and surveys: a chunk of its own, and one for who only checks a certificate. */
const proof = later(async () => (await import('../proof/proof')).proof);
const verify = later(async () => (await import('../proof/verify')).Verify);
const proofPage = (page: 'Finish' | 'SurveyPlace') => (place: { id: string }) => (
  <proof.Part
    show={(part) => {
      const Shown = part[page];
      return <Shown {...place} />;
    }}
  />
);

/** A page takes what stands after it in the address, '' when nothing does. */
type Page = ComponentType<{ id: string }>;

const pages: Record<string, Page> = {
  comunidad: Community,
  negocio: Business,
  pregunta: Questions,
  buscar: Search,
  ratitos: ShortOnes,
  constancia: proofPage('Finish'),
  encuesta: proofPage('SurveyPlace'),
  v: ({ id }) => <verify.Part show={(Verify) => <Verify id={id} />} />,
  repaso: ({ id }) => <review.Part show={({ Place }) => <Place id={id} />} />,
};

function Place({ page, id }: { page: string; id: string }) {
  const Page = pages[page];
  return Page ? <Page id={id} /> : <Notice title={t('lost')} text={t('lostText')} />;
}

/** Asked for by itself: what comes in the same file is on the screen before these are needed. */
export function openPlaces() {
  void bringNeeded().catch(() => {});
  guideWay();
  void review.keep();
  void deeds.keep();
  // Who first wants one may be without signal, and help must be found there: 22 kB, after all else.
  void keepTools();
  return { Place, Ask, Today, WaysOn, isPassed, Unpassed };
}
