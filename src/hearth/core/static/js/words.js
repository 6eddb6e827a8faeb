// Beside long words a worker writes: what might be said otherwise, and what reads hard, when they leave the field or a draft was kept. It never
// changes a word and is never in the way; whoever writes without scripts looks at the same words on a page of their own.
(() => {
  const main = document.querySelector("main[data-words]");
  if (!main) return;

  const freshKey = () => {
    const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
    return hex.join("").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
  };

  const panelOf = (area) => {
    if (area.nextElementSibling?.matches("[data-words-panel]")) return area.nextElementSibling;
    const panel = document.createElement("div");
    panel.dataset.wordsPanel = "";
    panel.setAttribute("role", "status");
    area.after(panel);
    return panel;
  };

  async function look(area) {
    if (area.value === (area.looked ?? "")) return;
    area.looked = area.value;
    const token = area.form?.elements.csrfmiddlewaretoken?.value;
    const body = new URLSearchParams({ _field: "words", words: area.value, csrfmiddlewaretoken: token, _once: freshKey() });
    try {
      const answer = await fetch(main.dataset.words + (area.dataset.audience ? `?for=${area.dataset.audience}` : ""), { method: "POST", body, redirect: "error" });
      if (answer.ok) panelOf(area).innerHTML = await answer.text();
    } catch {
      area.looked = undefined;
    }
  }

  main.addEventListener("focusout", (event) => { if (event.target.matches("textarea")) look(event.target); });
  main.addEventListener("hearth:kept", (event) => event.target.querySelectorAll("textarea").forEach(look));
})();
