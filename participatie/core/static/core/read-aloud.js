/* Reads a page aloud with the voices of the browser itself; nothing leaves the machine.
   <div data-read-aloud hidden data-pause data-resume data-say-…>  see components/read_aloud.html
   Without this script, without speech or without a voice for the words, nothing shows. */
(() => {
  "use strict";
  const bar = document.querySelector("[data-read-aloud]");
  const speech = window.speechSynthesis;
  if (!bar || !speech || !window.SpeechSynthesisUtterance) return;
  const [play, stop] = bar.querySelectorAll("button");
  const status = bar.querySelector("[role=status]");
  const start = play.textContent;
  const SKIP = "[data-read-aloud],nav,form,script,style,svg,[aria-hidden=true],.visually-hidden";
  const BLOCK = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,summary,figcaption,blockquote,caption,th,td,label,main";
  let pieces = [];
  let at = 0;
  // Counts the starts and stops: what a cancelled voice still reports is of an older turn.
  let turn = 0;
  let state = "still";

  const short = (lang) => lang.toLowerCase().split(/[-_]/)[0];
  // A voice that is not local would send the words to another company.
  const voiceFor = (lang) =>
    speech.getVoices().find((voice) => voice.localService && short(voice.lang) === short(lang));

  function isShown(element) {
    return !element.closest(SKIP) && (!element.checkVisibility || element.checkVisibility());
  }

  // What to say, in order: {text, lang, block}, each at most one sentence.
  function collect() {
    const main = document.getElementById("main");
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const runs = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!isShown(parent)) continue;
      const block = parent.closest(BLOCK);
      const lang = parent.closest("[lang]").lang;
      const last = runs[runs.length - 1];
      if (last && last.block === block && last.lang === lang) last.text += walker.currentNode.data;
      else runs.push({ text: walker.currentNode.data, lang, block });
    }
    return runs.flatMap(({ text, lang, block }) =>
      // Some voices fall silent after fifteen seconds of one text.
      (text.replace(/\s+/g, " ").match(/.{1,200}?[.!?:;](?=\s|$)|.{1,200}(?=\s|$)|\S+/g) || [])
        .filter((part) => /[\p{L}\p{N}]/u.test(part))
        .map((part) => ({ text: part.trim(), lang, block }))
    );
  }

  function mark(block) {
    document.querySelector("[data-reading]")?.removeAttribute("data-reading");
    block?.setAttribute("data-reading", "");
  }

  function show(next) {
    if (next !== state) status.textContent = bar.dataset[`say${next[0].toUpperCase()}${next.slice(1)}`];
    state = next;
    play.textContent = { still: start, reading: bar.dataset.pause, paused: bar.dataset.resume }[state];
    if (state === "still" && document.activeElement === stop) play.focus();
    stop.hidden = state === "still";
    if (state === "still") mark(null);
  }

  function speak() {
    const mine = turn;
    while (at < pieces.length && !voiceFor(pieces[at].lang)) at += 1;
    const piece = pieces[at];
    if (!piece) return end();
    const utterance = new SpeechSynthesisUtterance(piece.text);
    utterance.lang = piece.lang;
    utterance.voice = voiceFor(piece.lang);
    const next = () => {
      if (mine !== turn) return;
      at += 1;
      speak();
    };
    utterance.onend = next;
    utterance.onerror = next;
    mark(piece.block);
    speech.speak(utterance);
  }

  function hush() {
    turn += 1;
    speech.cancel();
  }

  function end() {
    hush();
    show("still");
  }

  play.addEventListener("click", () => {
    hush();
    // Not speechSynthesis.pause(): on telephones it never goes on again. The sentence begins anew.
    if (state === "reading") return show("paused");
    if (state === "still") {
      pieces = collect();
      at = 0;
    }
    show("reading");
    speak();
  });
  stop.addEventListener("click", end);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state !== "still") end();
  });
  addEventListener("pagehide", hush);

  // Voices come in later in some browsers.
  function offer() {
    const words = { can: 0, cannot: 0 };
    for (const { text, lang } of collect()) words[voiceFor(lang) ? "can" : "cannot"] += text.length;
    bar.hidden = words.can <= words.cannot;
  }
  speech.addEventListener?.("voiceschanged", offer);
  offer();
})();
