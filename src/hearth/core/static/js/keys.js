// "/" goes to the search, unless somebody is typing.
(() => {
  // The search of the page itself comes before the one in the bar.
  const search = document.querySelector("[data-search=here]") ?? document.querySelector("[data-search]");
  const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  document.addEventListener("keydown", (event) => {
    if (!search || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  // A page that comes back with mistakes says so first.
  document.querySelector("[data-mistakes]")?.focus();
})();
