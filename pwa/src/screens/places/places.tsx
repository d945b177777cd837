/** Comunidad, Mi negocio, the questions and the search: one chunk with its words. */
import type { ComponentType } from 'preact';
import { esPlaces } from '../../i18n/es-places';
import { addWords, t } from '../../i18n/t';
import { Notice } from '../../ui/frame';

addWords(esPlaces);

/** A page takes what stands after it in the address, '' when nothing does. */
type Page = ComponentType<{ id: string }>;

const pages: Record<string, Page> = {};

function Place({ page, id }: { page: string; id: string }) {
  const Page = pages[page];
  return Page ? <Page id={id} /> : <Notice title={t('lost')} text={t('lostText')} />;
}

export const places = { Place };
