/** Words of the canvas, ready messages, the checklist and the directory. */
export const esSheets = {};
