/* Sends chosen files in pieces, and goes on after a lost connection or a reload. */
"use strict";
(() => {
  const form = document.querySelector("form[data-uploads]");
  if (!form || !window.AbortSignal || !AbortSignal.timeout) return;
  const say = form.dataset;
  const PIECE = 512 * 1024;
  const status = make("p", { className: "meta", role: "status" });
  let queue = Promise.resolve();
  let waiting = 0;
  let pressed = null;

  function make(tag, { role, ...properties }, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    if (role) element.setAttribute("role", role);
    element.append(...children);
    return element;
  }

  function ask(url, method, body, headers = {}) {
    headers["X-CSRFToken"] = form.elements.csrfmiddlewaretoken.value;
    return fetch(url, { method, body, headers, signal: AbortSignal.timeout(120000) });
  }

  function pause(seconds) {
    return new Promise((done) => {
      setTimeout(done, seconds * 1000);
      addEventListener("online", done, { once: true });
    });
  }

  function begin(input, file) {
    const data = new FormData();
    const facts = { field: input.name, name: file.name, size: file.size, modified: file.lastModified };
    if (form.elements.form) facts.form = form.elements.form.value;
    for (const fact in facts) data.set(fact, facts[fact]);
    return ask(say.uploads, "POST", data);
  }

  function draw(input, file) {
    const id = `upload-${performance.now()}`;
    const bar = make("progress", { id, max: file.size || 1, value: 0 });
    const label = make("label", { htmlFor: id, textContent: file.name });
    const button = make("button", { type: "button", className: "utrecht-button" }, say.cancel);
    button.append(make("span", { className: "visually-hidden" }, ` ${file.name}`));
    const shown = make("div", { className: "cluster" }, label, bar, button);
    const line = { shown, bar, stopped: false };
    button.onclick = () => {
      line.stopped = true;
      shown.remove();
      input.focus();
    };
    input.after(shown);
    return line;
  }

  function refuse(input, file, sentence) {
    pressed = null;
    const said = sentence || `${file.name}: ${say.failed}`;
    input.after(make("p", { className: "utrecht-form-field-error-message", role: "alert" }, said));
  }

  function keep(input, html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".stored");
    input.parentNode.querySelector(".stored")?.remove();
    if (fresh) input.before(fresh);
  }

  async function send(input, file, line) {
    let url = "";
    let offset = 0;
    for (let failures = 0; !line.stopped; ) {
      try {
        const answer = url
          ? await ask(url, "PATCH", file.slice(offset, offset + PIECE), {
              "Content-Type": "application/partial-upload",
              "Upload-Offset": offset,
            })
          : await begin(input, file);
        // Gone: begin anew.
        if (answer.status === 404) url = "";
        if (answer.status === 404 || answer.status >= 500) throw answer;
        // 409 tells from where to go on.
        if (!answer.ok && answer.status !== 409) return refuse(input, file, await answer.text());
        failures = 0;
        url ||= answer.headers.get("Location");
        line.bar.value = offset = Number(answer.headers.get("Upload-Offset"));
        if (answer.status === 200) {
          keep(input, await answer.text());
          status.textContent = `${file.name} ${say.here}`;
          return;
        }
        status.textContent = `${file.name} ${say.sending}`;
      } catch {
        if (++failures > 30) return refuse(input, file);
        status.textContent = say.lost;
        await pause(Math.min(30, 2 ** failures / 2));
      }
    }
    status.textContent = `${file.name} ${say.stopped}`;
    if (url) await ask(url, "DELETE").catch(() => {});
  }

  function choose(input, file) {
    const half = [...form.querySelectorAll("[data-half]")];
    half.find((one) => one.dataset.half === file.name)?.remove();
    const line = draw(input, file);
    waiting += 1;
    // One at a time: the first one may begin the draft that the others belong to.
    queue = queue.then(() => send(input, file, line)).then(() => {
      line.shown.remove();
      waiting -= 1;
      if (!waiting && pressed) form.requestSubmit(pressed);
    });
  }

  form.querySelectorAll("input[type=file]").forEach((input) => {
    input.addEventListener("change", () => {
      const parent = input.parentNode;
      parent.querySelectorAll("[role=alert]").forEach((old) => old.remove());
      parent.append(status);
      const files = [...input.files];
      input.value = "";
      files.forEach((file) => choose(input, file));
    });
  });

  form.addEventListener("submit", (event) => {
    if (!waiting) return;
    event.preventDefault();
    pressed = event.submitter;
    status.textContent = say.wait;
  });
})();
