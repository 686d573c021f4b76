/* Keeps what a clerk types on the server every few seconds; without this script the buttons do.
   <form data-autosave="…" data-saved="Saved at" data-not-saved="…" >; the words appear in
   the element with data-autosave-state. Files are sent with the form itself. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  const state = document.querySelector("[data-autosave-state]");
  if (!form || !state) return;
  const PAUSE = 4000;
  let timer = 0;
  let leaving = false;

  async function save() {
    if (leaving) return;
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "remove") typed.append(name, value);
    }
    typed.set("autosave", "1");
    let kept = false;
    try {
      const answer = await fetch(form.action, { method: "POST", body: typed, redirect: "manual" });
      kept = answer.status === 204;
    } catch {
      // No line: said below, and tried again.
    }
    if (leaving) return;
    const time = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
    state.textContent = kept ? `${form.dataset.saved} ${time.replace(":", ".")}` : form.dataset.notSaved;
    state.classList.toggle("utrecht-form-field-error-message", !kept);
    if (!kept) timer = setTimeout(save, 3 * PAUSE);
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  document.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  // Back in the browser: the page as it was, alive again.
  window.addEventListener("pageshow", () => { leaving = false; });
})();
