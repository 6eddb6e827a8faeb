// A tablet of the hub forgets whoever used it: after two minutes without a touch, a key or a word the page lets go, and
// nothing of it stays. Whoever types is never cut off: being busy keeps them signed in.
(() => {
  const done = document.querySelector("form[data-tablet]");
  if (!done) return;
  const seconds = Number(done.dataset.tablet) * 1000;
  const asks = seconds - 30_000;
  const said = done.querySelector("[data-tablet-said]");
  let touched = Date.now();
  let told = Date.now();

  const busy = () => {
    touched = Date.now();
    if (said.textContent) said.textContent = "";
    if (touched - told < 30_000) return;
    told = touched;
    fetch(done.dataset.use, { method: "POST", body: new URLSearchParams(new FormData(done)) }).catch(() => {});
  };
  for (const sign of ["pointerdown", "keydown", "input", "scroll"]) document.addEventListener(sign, busy, { passive: true });
  document.querySelectorAll("form").forEach((form) => { form.autocomplete = "off"; });

  const look = () => {
    const idle = Date.now() - touched;
    if (idle >= seconds) {
      clearInterval(looking);
      document.querySelector("main").hidden = true;
      document.querySelectorAll("form").forEach((form) => { delete form.dataset.sent; });
      done.requestSubmit();
    } else if (idle >= asks) said.textContent = "Still here? Touch the page.";
  };
  const looking = setInterval(look, 1000);
})();
