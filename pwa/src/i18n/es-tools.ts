/** Words of the list of tools, the cash notebook and the price: each chunk adds its own part. */
import { esCash } from './es-cash';
import { esPrice } from './es-price';
import { esToolsList } from './es-tools-list';

export const esTools = { ...esToolsList, ...esCash, ...esPrice };
