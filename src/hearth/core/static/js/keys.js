// "/" goes to the search, unless somebody is typing; Ctrl and Enter send what is being written; Alt and a figure press it.
(() => {
  const search = document.querySelector("[data-search]");
  const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  document.addEventListener("keydown", (event) => {
    const form = event.target.form;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.method === "post") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[type=submit]"));
    } else if (event.altKey && !event.ctrlKey && /^[1-9]$/.test(event.key)) {
      const wanted = document.querySelector(`[data-shortcut="${event.key}"]`);
      if (!wanted) return;
      event.preventDefault();
      wanted.click();
    } else if (search && event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  // A page that comes back with mistakes says so first.
  document.querySelector("[data-mistakes]")?.focus();
})();
