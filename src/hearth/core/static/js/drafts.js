// Nothing typed is lost. A form with words is kept two seconds after the last key, and when the page goes away. A worker's
// form that has no place of its own is kept under its address, and is filled again when its page is opened anew.
(() => {
  const pause = 2000;
  const again = 10000;
  const drafts = document.querySelector("[data-keeps-words]")?.dataset.keepsWords;
  const own = new Set(["_once", "_place", "_page", "_draft", "csrfmiddlewaretoken"]);

  // Every keeping is a sending of its own; the form's key is for the form. Not randomUUID: that needs HTTPS.
  const freshKey = () => {
    const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
    return hex.join("").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
  };

  const hide = (form, name, value) => {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field);
  };

  const watch = (form, url) => {
    const said = form.querySelector("[data-kept]");
    let waiting;
    let changes = 0;
    let kept = 0;
    let sent = false;

    const say = (words) => { if (said) said.textContent = words; };
    const words = () => {
      const typed = [...new FormData(form)].filter(([name, value]) => name !== "_once" && typeof value === "string");
      return new URLSearchParams([...typed, ["_once", freshKey()]]);
    };
    const later = (delay) => { clearTimeout(waiting); waiting = setTimeout(keep, delay); };

    async function keep() {
      const upTo = changes;
      try {
        const answer = await fetch(url, { method: "POST", body: words(), redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        kept = upTo;
        const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
        if (kept === changes) say(`saved ${time}`);
      } catch {
        say("Not saved yet. Your words are still on this page, and we are trying again.");
        later(again);
      }
    }

    form.addEventListener("input", () => { changes += 1; later(pause); });
    form.addEventListener("submit", () => { sent = true; clearTimeout(waiting); });
    window.addEventListener("pageshow", () => { sent = false; });
    window.addEventListener("pagehide", () => {
      if (!sent && kept !== changes) navigator.sendBeacon(url, words());
    });
    window.addEventListener("beforeunload", (event) => {
      if (!sent && kept !== changes) event.preventDefault();
    });
    return say;
  };

  // What was typed stands in its place again, unless something else stands there already.
  const fill = (form, fields) => {
    for (const [name, value] of Object.entries(fields)) {
      const field = form.elements[name];
      if (!field || own.has(name)) continue;
      if (field instanceof RadioNodeList) field.value = value;
      else if (field.type === "checkbox") field.checked = field.value === value;
      else if (field.type !== "hidden" && (field.value === field.defaultValue || !field.value)) field.value = value;
    }
  };

  async function begin(form) {
    const place = new URL(form.action).pathname;
    const status = Object.assign(document.createElement("p"), { className: "kept" });
    status.dataset.kept = "";
    status.setAttribute("role", "status");
    form.append(status);
    hide(form, "_place", place);
    hide(form, "_page", location.pathname);
    hide(form, "_draft", place);
    const say = watch(form, drafts);
    if (document.querySelector("[data-mistakes]")) return;
    const answer = await fetch(`${drafts}?${new URLSearchParams({ place })}`);
    const { fields, kept } = answer.ok ? await answer.json() : {};
    if (!fields) return;
    fill(form, fields);
    say(`saved ${kept}`);
  }

  document.querySelectorAll("form[data-draft-url]").forEach((form) => watch(form, form.dataset.draftUrl));
  if (drafts) {
    const withWords = [...document.querySelectorAll("main form[method=post]:not([data-draft-url])")];
    withWords.filter((form) => form.querySelector("textarea")).forEach(begin);
  }
})();
