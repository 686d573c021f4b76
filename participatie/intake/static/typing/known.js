/* Shows who is known by what was typed, on the page itself; without this script the button does,
   by loading the page. <div data-known> holds the button and <div data-known-found>; with
   data-at-once it also looks when a telephone number, an e-mail address, or a postcode with a
   house number is complete: then one detail that points at one household, once each. */
(() => {
  "use strict";
  const known = document.querySelector("[data-known]");
  const form = known?.closest("form");
  if (!form) return;
  const place = known.querySelector("[data-known-found]");
  const button = known.querySelector("[name=look_up]");
  const asked = new Set();
  let turn = 0;

  function value(name) {
    return form.elements[name]?.value.trim() ?? "";
  }

  // What points at somebody, when it is complete: the names of the fields.
  function complete(name) {
    if (name === "phone") return value("phone").replace(/\D/g, "").length > 9 && ["phone"];
    if (name === "email") return /.@.+\../.test(value("email")) && ["email"];
    const address = /^\d{4}\s?[a-z]{2}$/i.test(value("postcode")) && /\d/.test(value("street"));
    return ["postcode", "street"].includes(name) && address && ["postcode", "street"];
  }

  async function look(names) {
    turn += 1;
    const mine = turn;
    const fields = new URLSearchParams({ peek: "1" });
    for (const name of ["csrfmiddlewaretoken", ...names]) fields.set(name, value(name));
    const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turn) return false;
    const found = page.querySelector("[data-known-found]");
    const people = found.querySelectorAll("button");
    for (const one of people) one.removeAttribute("autofocus");
    return { found, people: people.length };
  }

  form.addEventListener("submit", async (event) => {
    if (event.submitter !== button || button.dataset.failed) return;
    event.preventDefault();
    event.stopPropagation();
    try {
      const given = await look(["name", "organisation", "street", "postcode", "phone", "email"]);
      if (!given) return;
      place.replaceChildren(...given.found.childNodes);
      place.querySelector("button")?.focus();
    } catch {
      // No line, or no longer logged in: the page itself says what is wrong.
      button.dataset.failed = "1";
      form.requestSubmit(button);
    }
  }, true);

  if (!("atOnce" in known.dataset)) return;
  form.addEventListener("change", async (event) => {
    const names = complete(event.target.name);
    if (!names) return;
    const what = names.map(value).join(" ");
    if (asked.has(what)) return;
    asked.add(what);
    try {
      const given = await look(names);
      // Nobody is the most common: that needs no words in the middle of a call.
      if (given?.people) place.replaceChildren(...given.found.childNodes);
    } catch {
      // Only a help; the button says what is wrong.
    }
  });
})();
