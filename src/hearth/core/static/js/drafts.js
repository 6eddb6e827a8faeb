// Nothing typed is lost. A form with data-draft-url is kept two seconds after the last key, and when the page goes away.
(() => {
  const pause = 2000;
  const again = 10000;

  const watch = (form) => {
    const said = form.querySelector("[data-kept]");
    let waiting;
    let changes = 0;
    let kept = 0;
    let sent = false;

    const say = (words) => { if (said) said.textContent = words; };
    const words = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    const later = (delay) => { clearTimeout(waiting); waiting = setTimeout(keep, delay); };

    async function keep() {
      const upTo = changes;
      try {
        const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: words(), redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        kept = upTo;
        const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
        if (kept === changes) say(`kept ${time}`);
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
