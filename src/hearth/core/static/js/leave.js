// Leave this page: hide it at once and put a neutral one in its place in the history, with no way back kept. Escape three
// times does the same.
(() => {
  const link = document.querySelector("[data-leave]");
  if (!link) return;

  const leave = (event) => {
    event?.preventDefault();
    document.documentElement.hidden = true;
    try { sessionStorage.clear(); } catch { /* nothing was kept */ }
    window.location.replace(link.href);
  };

  let presses = 0;
  let forget;
  link.addEventListener("click", leave);
  document.addEventListener("keyup", (event) => {
    clearTimeout(forget);
    presses = event.key === "Escape" ? presses + 1 : 0;
    forget = setTimeout(() => { presses = 0; }, 2000);
    if (presses === 3) leave();
  });
})();
