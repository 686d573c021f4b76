/* Keeps a part of the page up to date; without this script a reload does the same.
   <div data-live="/live/…" data-live-fragment="/…/fragment/">
   data-live           WebSocket address; any message means "there is news"
   data-live-fragment  address of the new inner HTML of this element
   Parts with the same data-live share one connection. When anything fails, nothing shows.
   <div data-live-while="progress" data-live-fragment="/…/fragment/">
   data-live-while     for work that sends no news: asked again as long as this is in the part */
(() => {
  "use strict";
  const LONGEST_WAIT = 60000;
  const BETWEEN_LOOKS = 2000;

  async function refresh(part) {
    if (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) {
      // Never under somebody's hands: what they are typing would be lost.
      document.activeElement.addEventListener("blur", () => refresh(part), { once: true });
      return;
    }
    const answer = await fetch(part.dataset.liveFragment, { headers: { "X-Requested-With": "live" } });
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    if (html === part.innerHTML) return;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...part.querySelectorAll("details[open][id]")].map((details) => details.id);
    part.innerHTML = html;
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  function refreshAll(parts) {
    parts.forEach((part) => refresh(part).catch(() => {}));
  }

  function listen(address, parts, wait, again) {
    const url = new URL(address, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const socket = new WebSocket(url);
    socket.onopen = () => {
      wait = 1000;
      // What happened while the line was down.
      if (again) refreshAll(parts);
    };
    socket.onmessage = () => refreshAll(parts);
    socket.onclose = (event) => {
      // 4xxx: the server does not want us; asking again is of no use.
      if (event.code >= 4000) return;
      setTimeout(listen, wait * (0.5 + Math.random()), address, parts, Math.min(wait * 2, LONGEST_WAIT), true);
    };
  }

  function lookOn(part) {
    if (!part.querySelector(part.dataset.liveWhile)) return;
    setTimeout(() => refresh(part).catch(() => {}).then(() => lookOn(part)), BETWEEN_LOOKS);
  }

  document.querySelectorAll("[data-live-while][data-live-fragment]").forEach(lookOn);

  const topics = new Map();
  for (const part of document.querySelectorAll("[data-live][data-live-fragment]")) {
    topics.set(part.dataset.live, [...(topics.get(part.dataset.live) || []), part]);
  }
  topics.forEach((parts, address) => listen(address, parts, 1000, false));
})();
