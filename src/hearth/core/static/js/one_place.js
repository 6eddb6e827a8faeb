// Pages for people leave no trail behind them: in the history of a tab all of Hearth keeps one place, each page takes the
// place of the one before, and "Leave this page" takes that one away too (ADR 0032). The way back stands on the page.
(() => {
  const back = document.querySelector("[data-back]");
  if (!back) return;
  const way = "hearth.way";
  const root = document.documentElement;
  const here = location.pathname + location.search;

  // A browser may keep nothing at all; then there is no way back but the links of the page.
  const before = () => { try { return JSON.parse(sessionStorage.getItem(way)) ?? []; } catch { return []; } };
  const remember = (places) => { try { sessionStorage.setItem(way, JSON.stringify(places.slice(-30))); } catch { /* so be it */ } };
  const goes = (to) => {
    if (to.pathname + to.search !== here) remember([...before(), here]);
    location.replace(to);
  };

  const last = before().at(-1);
  if (last) { back.href = last; back.hidden = false; }
  back.addEventListener("click", (event) => {
    event.preventDefault();
    remember(before().slice(0, -1));
    location.replace(back.href);
  });

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href]");
    if (!link || link.hasAttribute("target") || link.hasAttribute("download")) return;
    const to = new URL(link.getAttribute("href"), location.href);
    if (to.origin !== location.origin) return;
    event.preventDefault();
    goes(to);
  });

  const say = (form) => {
    const words = Object.assign(document.createElement("p"), { className: "notice" });
    words.setAttribute("role", "alert");
    words.textContent = "That did not reach us. Your words are still here. Please try again.";
    form.querySelector("[role=alert].notice")?.remove();
    form.append(words);
  };

  const keepFile = async (answer, form) => {
    const name = answer.headers.get("Content-Disposition")?.match(/filename="([^"]+)"/)?.[1] ?? "hearth";
    const file = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await answer.blob()), download: name });
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
    delete form.dataset.sent;
  };

  // Answered with another page: that one takes the place of this. Answered with a page that asks again: it stands here.
  // Answered with a file: it is kept, and this page stays. Returns whether this page goes.
  const show = async (answer, address, form) => {
    const to = answer.headers.get("Hearth-Goes-To");
    if (to) { location.replace(new URL(to, location.href)); return true; }
    if (!answer.headers.get("Content-Type")?.startsWith("text/html")) { await keepFile(answer, form); return false; }
    const page = await answer.text();
    history.replaceState(null, "", address);
    document.open();
    document.write(page);
    document.close();
    scrollTo(0, 0);
    return false;
  };

  // Whoever signed in again beside this page has a new key; the words typed here need not be sent twice for that.
  const freshKey = (typed) => {
    const key = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (key && typed.has("csrfmiddlewaretoken")) typed.set("csrfmiddlewaretoken", key);
  };

  async function send(form, address, typed) {
    freshKey(typed);
    const body = form.enctype === "multipart/form-data" ? typed : new URLSearchParams(typed);
    root.dataset.sending = "";
    let leaves = false;
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { "Hearth-One-Place": "yes" } });
      leaves = await show(answer, address, form);
    } catch {
      delete form.dataset.sent;
      say(form);
    }
    // Until the next page is there, this one is still sending.
    if (!leaves) delete root.dataset.sending;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const pressed = event.submitter;
    const address = new URL(pressed?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", location.href);
    if (event.defaultPrevented || form.hasAttribute("target") || address.origin !== location.origin) return;
    event.preventDefault();
    const typed = new FormData(form);
    if (pressed?.name) typed.append(pressed.name, pressed.value);
    if (form.getAttribute("method")?.toLowerCase() === "post") { send(form, address, typed); return; }
    address.search = new URLSearchParams(typed);
    goes(address);
  });

  // Scripts that send a form by themselves, such as the browser's own passkeys, send it the same way.
  if (HTMLFormElement.prototype.requestSubmit) {
    HTMLFormElement.prototype.submit = HTMLFormElement.prototype.requestSubmit;
  }
})();
