/**
 * What follows a first lesson, and the simple form: small parts that the same people need, in one
 * chunk (docs/adr/0029). The rules of a later line may overrule those of an earlier one.
 */
import { after } from './after/after';
import { openPlaces } from './places/places';
import { simple } from './simple/simple';

export const more = { after, openPlaces, simple };
