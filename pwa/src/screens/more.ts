/** What follows a first lesson, and the simple form: one chunk, in the order of its rules. */
export { after } from './after/after';
export { places } from './places/places';
export { simple } from './simple/simple';
