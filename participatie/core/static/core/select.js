/* Selecting a passage of a text, and ticking many boxes; without it forms do the same.
   <div data-passages="form id"> holds <span data-start="place of its first character">;
   the form has start, end, first, last, and [data-chosen] around [data-quote].
   An emoji is one character to people and Python, two to JavaScript. */
(() => {
  "use strict";
  const each = (found, act) => document.querySelectorAll(found).forEach(act);

  function passages(text, form) {
    const pieces = [...text.querySelectorAll("[data-start]")];
    const all = [...pieces.map((piece) => piece.textContent).join("")];
    const { start, end, first, last } = form.elements;
    const chosen = form.querySelector("[data-chosen]");

    function show(from, to, range) {
      while (from < to && !all[from].trim()) from++;
      while (to > from && !all[to - 1].trim()) to--;
      chosen.hidden = from >= to;
      form.querySelector("[data-quote]").textContent = all.slice(from, to).join("");
      if (range) CSS.highlights?.set("chosen", new Highlight(range));
      return from < to;
    }

    function selected() {
      const range = getSelection().rangeCount && getSelection().getRangeAt(0);
      if (!range || range.collapsed || !text.contains(range.commonAncestorContainer)) return;
      const inside = pieces.filter((piece) => range.intersectsNode(piece.firstChild));
      if (!inside[0]) return;
      const place = (piece, node, offset, otherwise) => {
        const before = piece.textContent.slice(0, node === piece.firstChild ? offset : otherwise);
        return Number(piece.dataset.start) + [...before].length;
      };
      const from = place(inside[0], range.startContainer, range.startOffset, 0);
      const to = place(inside.at(-1), range.endContainer, range.endOffset, Infinity);
      if (!show(from, to, range.cloneRange())) return;
      [start.value, end.value] = [from, to];
      if (first) first.value = last.value = "";
    }

    function numbered() {
      start.value = end.value = "";
      CSS.highlights?.delete("chosen");
      const sentence = (number) => document.getElementById(`zin-${number}`)?.dataset.at;
      const after = sentence(Number(last.value || first.value) + 1);
      show(Number(sentence(first.value) ?? all.length), Number(after ?? all.length));
    }

    let waiting;
    document.addEventListener("selectionchange", () => {
      clearTimeout(waiting);
      waiting = setTimeout(selected, 120);
    });
    [first, last].forEach((field) => field?.addEventListener("input", numbered));
    if (start.value && end.value) show(Number(start.value), Number(end.value));
    else if (first?.value) numbered();
  }

  each("[data-passages]", (text) => passages(text, document.getElementById(text.dataset.passages)));
  each("[data-select-all]", (box) => {
    const boxes = (box.closest("[data-boxes]") || document).getElementsByTagName("input");
    box.onchange = () => {
      for (const other of boxes) if (other.name === box.dataset.selectAll) other.checked = box.checked;
    };
  });
})();
