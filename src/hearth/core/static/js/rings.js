// The circle: a face is dragged to another ring, or moved there with the arrow keys. That alone changes nothing: it leads to the page that
// says what follows, with the choice made ready. Without scripts every face leads to the same page.
(() => {
  const figure = document.querySelector("[data-rings]");
  if (!figure) return;
  const svg = figure.querySelector("svg");
  const says = figure.querySelector("[data-rings-says]");
  // From the inside out.
  const rings = [...svg.querySelectorAll("[data-ring]")].reverse();
  const middle = 230;
  let held = null;

  const offered = (face) => (face.hasAttribute("data-all-or-nothing") ? rings.filter((ring) => ring.dataset.ring !== "30") : rings);
  const reach = (ring) => Number(ring.getAttribute("r"));
  const away = (x, y) => Math.hypot(x - middle, y - middle);
  const place = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const ringAt = (face, distance) => offered(face).find((ring) => distance <= reach(ring)) ?? offered(face).at(-1);
  const spot = (face) => {
    const box = face.querySelector(".rings__face").getBBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const mark = (ring) => rings.forEach((one) => one.toggleAttribute("data-over", one === ring));

  const goes = (face, ring) => {
    const to = new URL(face.querySelector("a").href.baseVal, location.href);
    to.searchParams.set("level", ring.dataset.ring);
    location.assign(to);
  };
  const back = (face) => {
    face.removeAttribute("transform");
    face.removeAttribute("data-moved");
    delete face.ring;
    mark(null);
  };
  const shift = (face, x, y) => {
    face.setAttribute("transform", `translate(${x} ${y})`);
    face.setAttribute("data-moved", "");
  };

  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    const face = event.target.closest("[data-whom]");
    if (!face || event.button !== 0) return;
    held = { face, from: place(event), began: spot(face), far: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const now = place(event);
    const [x, y] = [now.x - held.from.x, now.y - held.from.y];
    held.far ||= Math.hypot(x, y) > 6;
    if (!held.far) return;
    shift(held.face, x, y);
    held.ring = ringAt(held.face, away(held.began.x + x, held.began.y + y));
    mark(held.ring);
  });
  window.addEventListener("pointerup", () => {
    if (!held) return;
    const { face, ring, began, far } = held;
    held = null;
    if (!far) return;
    // The click that follows a drag must not lead elsewhere.
    face.addEventListener("click", (event) => event.preventDefault(), { once: true });
    if (ring && ring !== ringAt(face, away(began.x, began.y))) goes(face, ring);
    else back(face);
  });
  window.addEventListener("pointercancel", () => {
    if (held) back(held.face);
    held = null;
  });

  svg.addEventListener("keydown", (event) => {
    const face = event.target.closest("[data-whom]");
    if (!face) return;
    const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") back(face);
    if (event.key === "Enter" && face.ring) {
      event.preventDefault();
      goes(face, face.ring);
    }
    if (!step) return;
    event.preventDefault();
    const at = spot(face);
    const all = offered(face);
    const now = all.indexOf(face.ring ?? ringAt(face, away(at.x, at.y)));
    const ring = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    const scale = (reach(ring) - 26) / away(at.x, at.y);
    shift(face, (at.x - middle) * (scale - 1), (at.y - middle) * (scale - 1));
    face.ring = ring;
    mark(ring);
    says.textContent = `${face.querySelector("a").getAttribute("aria-label").split(":")[0]}: ${ring.dataset.title}. Press Enter to read what follows, Escape to leave it.`;
  });

  figure.dataset.rings = "ready";
})();
