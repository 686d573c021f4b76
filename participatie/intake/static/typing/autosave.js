/* Keeps what a clerk types on the server every few seconds; without this script the buttons do.
   The form has what stands in templates/typing/autosave.html; its words appear in the element with
   data-autosave-state. Files are sent with the form itself. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  const state = document.querySelector("[data-autosave-state]");
  if (!form || !state) return;
  const PAUSE = 4000;
  // Browsers refuse to send more than 64 KiB for a page that is being left.
  const MOST_WHEN_LEAVING = 60_000;
  let timer = 0;
  let changed = false;
  let failed = false;
  let taken = false;
  let leaving = false;
  let last = Promise.resolve();

  function typed() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "remove") fields.append(name, value);
    }
    fields.set("autosave", "1");
    return fields;
  }

  function send(options) {
    return fetch(form.action, { method: "POST", body: typed(), redirect: "manual", ...options });
  }

  // Who logged in again in another tab has another token; the one in this page is refused.
  async function sendWithNewToken() {
    const page = await fetch(location.href, { redirect: "manual" });
    if (!page.ok) return page;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const token = fresh.querySelector("[name=csrfmiddlewaretoken]")?.value;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
      if (token) field.value = token;
    }
    return send();
  }

  function say(answer) {
    const time = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
    const { saved, notSaved, loggedOut, inOtherHands } = form.dataset;
    if (!failed) state.textContent = `${saved} ${time.replace(":", ".")}`;
    else if (taken) state.textContent = inOtherHands;
    else state.textContent = answer?.type === "opaqueredirect" ? loggedOut : notSaved;
    state.classList.toggle("utrecht-form-field-error-message", failed);
    state.classList.toggle("meta", !failed);
  }

  // One after the other: an older save that is late must not undo a newer one.
  function save() {
    clearTimeout(timer);
    timer = 0;
    last = last.then(saveNow);
    return last;
  }

  async function saveNow() {
    if (leaving) return;
    changed = false;
    let answer = null;
    try {
      answer = await send();
      if (answer.status === 403) answer = await sendWithNewToken();
    } catch {
      // No line: said below, and tried again.
    }
    if (leaving) return;
    failed = answer?.status !== 204;
    taken = answer?.status === 409;
    say(answer);
    if (failed) {
      changed = true;
      if (!taken) timer ||= setTimeout(save, 3 * PAUSE);
    } else {
      // Reloading, or coming back to this page, gives what was kept.
      history.replaceState(null, "", form.action);
    }
  }

  // Not put off by every key: who types on and on is kept as well.
  form.addEventListener("input", () => {
    changed = true;
    timer ||= setTimeout(save, PAUSE);
  });
  document.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    timer = 0;
    if (event.target === form && (changed || failed)) {
      // First kept: a login that ended would refuse the form, and all that was typed with it.
      event.preventDefault();
      await save();
      if (taken) {
        // Asking again gives the same no; the page that answers the form says whose it is.
        changed = failed = false;
        form.requestSubmit(event.submitter);
      } else if (!failed) form.requestSubmit(event.submitter);
      return;
    }
    leaving = true;
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && failed) save();
  });
  window.addEventListener("beforeunload", (event) => {
    const unsent = failed || typed().toString().length > MOST_WHEN_LEAVING;
    if (changed && unsent && !leaving) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    if (changed && !leaving) send({ keepalive: true }).catch(() => {});
  });
  // Back in the browser: the page as it was, alive again.
  window.addEventListener("pageshow", () => { leaving = false; });

  // Who comes back to a text goes on at its end.
  const text = form.querySelector("textarea[autofocus]");
  text?.setSelectionRange(text.value.length, text.value.length);
})();
