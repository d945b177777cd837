/** Comunidad, Mi negocio, the questions and the search: one chunk with its words. */
import type { ComponentType } from 'preact';
import { esCommunity } from '../../i18n/es-community';
import { esPlaces } from '../../i18n/es-places';
import { addWords, t } from '../../i18n/t';
import coinPadCss from '../../ui/coin-pad.css?inline';
import { Notice } from '../../ui/frame';
import { addStyles } from '../../ui/styles';
import { Business } from './business';
import { Community } from './community';
import css from './places.css?inline';

addWords({ ...esPlaces, ...esCommunity });
addStyles(css + coinPadCss);

/** A page takes what stands after it in the address, '' when nothing does. */
type Page = ComponentType<{ id: string }>;

const pages: Record<string, Page> = {
  comunidad: Community,
  negocio: Business,
};

function Place({ page, id }: { page: string; id: string }) {
  const Page = pages[page];
  return Page ? <Page id={id} /> : <Notice title={t('lost')} text={t('lostText')} />;
}

export const places = { Place };
