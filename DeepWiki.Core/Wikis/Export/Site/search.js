"use strict";
(function () {
  const input = document.getElementById("query");
  const list = document.getElementById("hits");
  const index = window.wikiSearchIndex || [];
  const limit = 12;
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const pages = index.map((page) => ({
    page,
    title: plain(page.title),
    headings: page.headings.map((heading) => plain(heading[1])),
    text: plain(page.text),
  }));

  // Words of titles weigh most, then those of headings; a page must have every word.
  function score(entry, words) {
    let sum = 0;
    for (const word of words) {
      const inTitle = entry.title.includes(word) ? 20 : 0;
      const inHeading = entry.headings.some((heading) => heading.includes(word)) ? 6 : 0;
      const inText = Math.min(5, entry.text.split(word).length - 1);
      if (inTitle + inHeading + inText === 0) {
        return 0;
      }
      sum += inTitle + inHeading + inText;
    }
    return sum;
  }

  function snippet(entry, words) {
    const at = Math.max(0, entry.text.indexOf(words[0]) - 40);
    return entry.page.text.substr(at, 160);
  }

  function show() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    list.hidden = words.length === 0;
    const hits = pages.map((entry) => ({ entry, score: score(entry, words) })).filter((hit) => hit.score > 0);
    hits.sort((one, other) => other.score - one.score || one.entry.title.localeCompare(other.entry.title));
    for (const { entry } of hits.slice(0, limit)) {
      const at = entry.headings.findIndex((heading) => words.every((word) => heading.includes(word)));
      const link = document.createElement("a");
      link.href = encodeURIComponent(entry.page.file) + (at > 0 ? "#" + entry.page.headings[at][0] : "");
      link.textContent = at > 0 ? entry.page.title + " › " + entry.page.headings[at][1] : entry.page.title;
      const small = document.createElement("small");
      small.textContent = snippet(entry, words);
      link.append(small);
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    if (words.length > 0 && list.childElementCount === 0) {
      const nothing = document.createElement("p");
      nothing.textContent = "–";
      list.append(nothing);
    }
  }

  input.hidden = false;
  input.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      list.hidden = true;
    } else if (event.key === "/" && document.activeElement !== input) {
      event.preventDefault();
      input.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) {
      list.hidden = true;
    }
  });
})();
