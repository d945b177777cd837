/** Every component once, light and dark side by side. Development only: no build has this file. */
import { type ComponentChild, render } from 'preact';
import { useState } from 'preact/hooks';
import page from '../index.html?raw';
import type { ChoiceCard } from '../src/domain/bundle';
import { sizeWords } from '../src/domain/bytes';
import { esCash } from '../src/i18n/es-cash';
import { esCommunity } from '../src/i18n/es-community';
import { esHelp } from '../src/i18n/es-help';
import { esMore } from '../src/i18n/es-more';
import { esSums } from '../src/i18n/es-sums';
import { esToolsList } from '../src/i18n/es-tools-list';
import { tn } from '../src/i18n/plural';
import { addWords, t } from '../src/i18n/t';
import { Choice } from '../src/screens/cards/choice';
import { Weave } from '../src/screens/lesson';
import placesCss from '../src/screens/places/places.css?inline';
import { SyncLine } from '../src/screens/state/sync-line';
import { Tabs } from '../src/screens/tabs';
import restCss from '../src/styles/rest.css?inline';
import tokens from '../src/styles/tokens.css?raw';
import { Bars, Chart } from '../src/ui/chart';
import chartCss from '../src/ui/chart.css?inline';
import { CoinPad } from '../src/ui/coin-pad';
import coinPadCss from '../src/ui/coin-pad.css?inline';
import { Notice, Sign, Wordmark } from '../src/ui/frame';
import { Icon, nextIcon, okIcon } from '../src/ui/icon';
import { bringIcon } from '../src/ui/icons-more';
import { Manta } from '../src/ui/manta';
import { Face } from '../src/ui/picture';
import { addStyles } from '../src/ui/styles';
import galleryCss from './gallery.css?inline';

const parts = import.meta.glob<string>('../../lessons/art/parts/*.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The drawings of index.html, and the shared parts that the app fetches as a bundle. */
function putDrawings(): void {
  const symbols = Object.entries(parts).map(([path, svg]) => {
    const id = path.replace(/.*\/|\.svg$/g, '');
    const inside = svg.replace(/^\s*<svg[^>]*>|<\/svg>\s*$/g, '');
    const box = /viewBox="[^"]*"/.exec(svg)?.[0] ?? '';
    return id.startsWith('t-') ? inside : `<symbol id="${id}" ${box}>${inside}</symbol>`;
  });
  const own = /<svg class="gone"[\s\S]*?<\/svg>\n(?=<div|<main)/.exec(page)?.[0] ?? '';
  document.body.insertAdjacentHTML('afterbegin', own);
  document.body.insertAdjacentHTML('afterbegin', `<svg class="gone">${symbols.join('')}</svg>`);
}

/** Both schemes on one page: the dark colours of tokens.css, on a part of it. */
function putColours(): void {
  const dark = /dark\)\s*\{\s*:root\s*\{([^}]*)\}/.exec(tokens)?.[1] ?? '';
  const light = /:root\s*\{([^}]*)\}/.exec(tokens)?.[1] ?? '';
  addStyles(`.light{${light};color-scheme:light}.dark{${light};${dark};color-scheme:dark}`);
}

const choice: ChoiceCard = [
  'one',
  2,
  1,
  '¿Cuánto le queda por cada arepa?',
  ['La vende a 1 sol. Le costó **90 céntimos**.'.replace(/\*/g, '')],
  [
    ['a', '1 sol', 0, '1 sol es lo que entra.'],
    ['b', '10 céntimos', 1, 'Entra 1 sol, salen 90 céntimos, quedan 10.'],
  ],
];

function OneChoice({ option }: { option?: string }) {
  const answer = option ? { option, rev: 1, at: 0, tries: 1 } : undefined;
  const nothing = () => {};
  return (
    <Choice
      card={choice}
      lesson="tanda"
      answer={answer}
      keep={nothing}
      hold={nothing}
      next={nothing}
      back={undefined}
    />
  );
}

function OnePad() {
  const [pieces, set] = useState([1000, 500, 200, 50]);
  return <CoinPad pieces={pieces} set={set} />;
}

const faces = Array.from({ length: 12 }, (_, i) => `y${i + 1}`);

const week: [day: string, came: number, went: number][] = [
  ['Lunes 23', 12_000, 4500],
  ['Martes 24', 8050, 9000],
  ['Miércoles 25', 0, 0],
  ['Jueves 26', 15_500, 3000],
  ['Viernes 27', 21_000, 12_500],
  ['Sábado 28', 32_000, 6000],
  ['Domingo 29', 0, 2500],
];

const pieces: Record<string, () => ComponentChild> = {
  Botón: () => (
    <div class="entre">
      <button class="btn" type="button">
        {t('go')}
        <Icon of={nextIcon} />
      </button>
      <button class="btn soft" type="button">
        {t('retry')}
      </button>
      <div class="row">
        <button class="btn mid" type="button">
          {t('go')}
        </button>
        <button class="link" type="button">
          {t('notToday')}
        </button>
      </div>
    </div>
  ),
  Tarjeta: () => (
    <section class="cloth row">
      <Face who="y1" />
      <div class="grow">
        <p class="note">{t('nextIs', 5)}</p>
        <h2>Cuánto costó la tanda</h2>
      </div>
    </section>
  ),
  Opción: () => <OneChoice />,
  'Opción, buena': () => <OneChoice option="b" />,
  'Opción, casi': () => <OneChoice option="a" />,
  Avance: () => (
    <header class="lesson">
      <Weave done={3} of={8} />
      <p>{t('left', 3)}</p>
    </header>
  ),
  Manta: () => <Manta count={3} who="y1" label={t('bands', 3)} />,
  Cartel: () => <Sign title={t('yourRoute')} top={<Wordmark />} side={<SyncLine />} />,
  Hoja: () => (
    <div class="sheet">
      <p class="idea">Gastó 18 soles en harina, queso y gas.</p>
      <p class="rule">Primero sé cuánto me cuesta.</p>
    </div>
  ),
  Aviso: () => (
    <div class="state">
      <p>
        <Icon of={okIcon} />
        {t('saved')}
      </p>
    </div>
  ),
  'Aviso: no se guardó': () => (
    <div class="warn row">
      <p class="grow">{t('notSaved')}</p>
      <button class="btn soft mid" type="button">
        {t('again')}
      </button>
    </div>
  ),
  Pestañas: () => <Tabs here="#/" />,
  'Sin nada': () => (
    <Notice title={t('lessonAway')} text={t('lessonAwayText', sizeWords(6000))}>
      <button class="btn" type="button">
        <Icon of={bringIcon} />
        {t('bring', sizeWords(6000))}
      </button>
    </Notice>
  ),
  'Peso y estado': () => (
    <div class="row">
      <span class="chip eye">{t('away', sizeWords(6000))}</span>
      <span class="chip yes">{t('onPhone')}</span>
      <span class="chip go">{t('startLesson')}</span>
      <span class="chip">{t('composed')}</span>
    </div>
  ),
  Envío: () => (
    <div class="sign">
      <SyncLine />
    </div>
  ),
  Caras: () => (
    <div class="row faces-all">
      {faces.map((who) => (
        <Face key={who} who={who} />
      ))}
    </div>
  ),
  Monedas: () => <OnePad />,
  Barras: () => (
    <Bars
      caption={t('loan')}
      of={[
        { label: t('loanGot'), amount: 50_000 },
        { label: t('loanBack'), amount: 66_000 },
      ]}
    />
  ),
  'Gráfico de días': () => (
    <Chart
      caption={t('cashChart')}
      series={[t('cashIn'), t('cashOut')]}
      of={week.map(([said, came, went]) => ({
        label: said.slice(0, 1),
        said,
        amounts: [came, -went],
      }))}
    />
  ),
  'Gráfico de líneas': () => (
    <Chart
      caption={t('evenDrawn')}
      series={[t('evenStays'), t('evenDue')]}
      of={[0, 42, 84].map((sold) => ({
        label: `${sold}`,
        said: tn('evenSales', sold),
        amounts: [sold * 300, 12_600],
      }))}
      isLine
    />
  ),
};

function Gallery() {
  return (
    <>
      {Object.entries(pieces).map(([name, Show]) => (
        <section key={name} class="piece">
          <h2>{name}</h2>
          {['light', 'dark'].map((scheme) => (
            <div key={scheme} class={scheme}>
              <Show />
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

addWords({ ...esMore, ...esHelp, ...esCommunity, ...esCash, ...esSums, ...esToolsList });
for (const css of [restCss, placesCss, coinPadCss, chartCss, galleryCss]) addStyles(css);
putDrawings();
putColours();
render(<Gallery />, document.getElementById('gallery') as HTMLElement);
