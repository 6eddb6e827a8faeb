// Sending a file: too large is said before anything is sent, and how much has been sent is shown. Without this the form
// is sent as any other.
(() => {
  let replaced = "";

  const watch = (form) => {
    const field = form.querySelector("input[type=file]");
    const bar = Object.assign(document.createElement("progress"), { className: "progress", max: 100 });
    const said = form.querySelector("[data-said]");
    const most = Number(form.dataset.mostBytes);
    const isTooLarge = () => [...field.files].some((file) => file.size > most);
    bar.setAttribute("aria-label", "How much has been sent");
    const say = (words) => { said.textContent = words; };

    const show = (answer) => {
      const page = new DOMParser().parseFromString(answer.responseText, "text/html");
      const main = page.querySelector("main");
      if (!main) { window.location.replace(answer.responseURL); return; }
      document.querySelector("main").replaceWith(main);
      document.title = page.title;
      const keep = document.querySelector("[data-back]") ? "replaceState" : "pushState";
      if (answer.responseURL !== window.location.href) window.history[keep]({}, "", answer.responseURL);
      replaced = window.location.pathname;
      document.querySelectorAll("form[data-upload]").forEach(watch);
      (document.querySelector("[data-mistakes]") ?? main.querySelector("[role=status]"))?.focus();
      window.scrollTo(0, 0);
    };

    const failed = () => {
      bar.remove();
      delete form.dataset.sending;
      say("That could not be sent. The file is still chosen; try again.");
    };

    field.addEventListener("change", () => say(isTooLarge() ? form.dataset.tooLarge : ""));
    form.addEventListener("submit", (event) => {
      if (!field.files.length) return;
      event.preventDefault();
      if (isTooLarge()) { event.stopPropagation(); say(form.dataset.tooLarge); return; }
      if (form.dataset.sending) return;
      form.dataset.sending = "yes";
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = (100 * loaded) / total; });
      request.addEventListener("load", () => show(request));
      request.addEventListener("error", failed);
      request.open("POST", form.action);
      request.send(new FormData(form));
      said.before(bar);
      say("Sending.");
    });
  };

  document.querySelectorAll("form[data-upload]").forEach(watch);
  // What was put in place of the page has no history of its own. A link to a part of the page comes by here too, and
  // must leave the page, and every word typed on it, as it is.
  window.addEventListener("popstate", () => { if (replaced && window.location.pathname !== replaced) window.location.reload(); });
})();
