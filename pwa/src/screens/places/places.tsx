/** Comunidad, Mi negocio, the questions and the search: one chunk with its words. */
import type { ComponentType } from 'preact';
import { esAsk } from '../../i18n/es-ask';
import { esPlaces } from '../../i18n/es-places';
import { addWords, t } from '../../i18n/t';
import askCss from '../../styles/ask.css?inline';
import { Notice } from '../../ui/frame';
import { addStyles } from '../../ui/styles';
import { Ask } from './ask';
import { bringNeeded } from './needed';
import { Questions } from './question';
import { Search } from './search';

addWords({ ...esPlaces, ...esAsk });
addStyles(askCss);
void bringNeeded().catch(() => {});

/** A page takes what stands after it in the address, '' when nothing does. */
type Page = ComponentType<{ id: string }>;

const pages: Record<string, Page> = { pregunta: Questions, buscar: Search };

function Place({ page, id }: { page: string; id: string }) {
  const Page = pages[page];
  return Page ? <Page id={id} /> : <Notice title={t('lost')} text={t('lostText')} />;
}

export const places = { Place, Ask };
