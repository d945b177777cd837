"""A stand-in for the voices of a phone: it says nothing, and fires what a real engine fires.

Headless browsers have no voice. `said` in the page holds each phrase: its text, its language, its
speed, what was marked on the screen while it was said, whether it was cut off.
"""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext, Page

Said = dict[str, object]

ENGINE = """(() => {
  const voices = %s.map(([lang, localService]) =>
    ({ lang, localService, name: lang, voiceURI: lang, default: false }));
  window.said = [];
  window.phraseMs = %d;
  class Phrase extends EventTarget {
    constructor(text) {
      super();
      Object.assign(this, { text, rate: 1, lang: '', voice: null });
    }
  }
  const tell = (phrase, kind, more = {}) => {
    const event = Object.assign(new Event(kind), more);
    phrase['on' + kind]?.(event);
    phrase.dispatchEvent(event);
  };
  let queue = [], busy = false, timer, begun;
  const marked = () => {
    const range = [...(CSS.highlights?.get('said') ?? [])][0];
    return range ? range.toString() : document.querySelector('.said')?.textContent ?? '';
  };
  const next = () => {
    const phrase = queue[0];
    busy = !!phrase;
    if (!phrase) return;
    timer = setTimeout(() => {
      const { text, lang, rate, voice } = phrase;
      begun = { text, lang, rate, voice: voice?.lang };
      window.said.push(begun);
      tell(phrase, 'start');
      timer = setTimeout(() => {
        begun.marked = marked();
        begun.whole = true;
        queue.shift();
        busy = false;
        tell(phrase, 'end');
        if (!busy) next();
      }, window.phraseMs);
    }, 1);
  };
  const engine = new EventTarget();
  Object.assign(engine, {
    getVoices: () => voices,
    speak: (phrase) => { queue.push(phrase); if (!busy) next(); },
    cancel: () => {
      clearTimeout(timer);
      const cut = queue;
      queue = [];
      busy = false;
      for (const phrase of cut) setTimeout(() => tell(phrase, 'error', { error: 'interrupted' }));
    },
  });
  Object.defineProperty(window, 'speechSynthesis', { value: engine });
  window.SpeechSynthesisUtterance = Phrase;
})()"""

# What really sounds from a recording: each clip that begins and each that ends.
SOUNDS = """(() => {
  window.sounds = [];
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    const at = { rate: this.playbackRate, ended: false };
    window.sounds.push(at);
    this.addEventListener('playing', () => { at.playing = true; });
    this.addEventListener('ended', () => { at.ended = true; at.seconds = this.currentTime; },
      { once: true });
    return play.call(this);
  };
})()"""


def give_voices(context: BrowserContext, *voices: tuple[str, bool], phrase_ms: int = 15) -> None:
    """Give the phone these voices, or none: their language, whether they are on the phone."""
    context.add_init_script(ENGINE % (json.dumps(voices), phrase_ms))
    context.add_init_script(SOUNDS)


def said(page: Page) -> list[Said]:
    """Return what was said since the page was loaded."""
    phrases: list[Said] = page.evaluate("window.said")
    return phrases


def sounds(page: Page) -> list[Said]:
    """Return the clips that were played since the page was loaded."""
    clips: list[Said] = page.evaluate("window.sounds")
    return clips
