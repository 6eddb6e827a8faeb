// Nothing typed is lost. A form with data-draft-url is kept two seconds after the last key, and when the page goes away.
(() => {
  const pause = 2000;
  const again = 10000;

  // Every keeping is a sending of its own; the form's key is for the form. Not randomUUID: that needs HTTPS.
  const freshKey = () => {
    const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
    return hex.join("").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
  };

  const watch = (form) => {
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
        const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: words(), redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        kept = upTo;
        const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
        if (kept === changes) say(`kept ${time}`);
        form.dispatchEvent(new CustomEvent("hearth:kept", { bubbles: true }));
      } catch {
        say("Not kept yet. Your words are still on this page, and we are trying again.");
        later(again);
      }
    }

    form.addEventListener("input", () => { changes += 1; later(pause); });
    form.addEventListener("submit", () => { sent = true; clearTimeout(waiting); });
    window.addEventListener("pageshow", () => { sent = false; });
    window.addEventListener("pagehide", () => {
      if (!sent && kept !== changes) navigator.sendBeacon(form.dataset.draftUrl, words());
    });
    window.addEventListener("beforeunload", (event) => {
      if (!sent && kept !== changes) event.preventDefault();
    });
  };

  document.querySelectorAll("form[data-draft-url]").forEach(watch);
})();
