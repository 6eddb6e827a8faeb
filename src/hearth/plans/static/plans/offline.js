// Cards for a shift without a connection. The device makes a pair of keys whose private half it cannot give away; the cards
// come closed, with their key wrapped for that pair alone. They open until the shift is over, and are wiped as soon as the
// time has run out, the clock was turned back, somebody signed out, or the house calls them back.
(() => {
  const main = document.querySelector("main.offline");
  const part = (name) => main.querySelector(`[data-${name}]`);
  const said = part("said");
  const [taking, names, card, back, wipe] = ["taking", "names", "card", "back", "wipe"].map(part);
  const KEYS = { name: "RSA-OAEP", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const base64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  const element = (tag, text = "", className = "") => Object.assign(document.createElement(tag), { textContent: text, className });
  const show = (...shown) => {
    [taking, names, card, back, wipe].forEach((one) => { one.hidden = !shown.includes(one); });
    // A card has the whole screen.
    [said, main.querySelector(":scope > h1")].forEach((one) => { one.hidden = shown.includes(card); });
  };
  const time = (iso) => new Date(iso).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  // One small drawer on the device: the closed pack and the key it opens with; or, afterwards, the words of why it is gone,
  // for somebody who opens the page later.
  const drawer = (mode, act) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("cards", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("packs");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const asked = act(opening.result.transaction("packs", mode).objectStore("packs"));
      asked.onsuccess = () => { opening.result.close(); resolve(asked.result); };
      asked.onerror = () => reject(asked.error);
    };
  });
  const keep = (pack) => drawer("readwrite", (store) => store.put(pack, "pack"));
  const read = () => drawer("readonly", (store) => store.get("pack"));

  // Signing out in another window takes the drawer away; what stands here goes with it.
  function clear(words) {
    names.querySelector("ul").replaceChildren();
    card.replaceChildren();
    said.textContent = words;
    show(taking);
  }

  async function empty(words) {
    await keep({ gone: words });
    clear(words);
  }

  const freshKey = () => {
    const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
    return hex.join("").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
  };
  // The page may be an old one from the device: the house gives each sign-in its key in a cookie.
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? main.dataset.csrf;
  const send = (address, told = {}) => fetch(address, {
    method: "POST", redirect: "manual", body: new URLSearchParams({ ...told, csrfmiddlewaretoken: token(), _once: freshKey() }),
  });

  async function open(pack) {
    const key = await crypto.subtle.decrypt({ name: "RSA-OAEP" }, pack.device, bytes(pack.key));
    const opened = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
    const closed = { name: "AES-GCM", iv: bytes(pack.iv), additionalData: new TextEncoder().encode(pack.id) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(closed, opened, bytes(pack.data))));
  }

  const isOver = (pack) => Date.now() >= Date.parse(pack.until) || Date.now() < pack.seen - 60000;

  // Whenever there is a connection the house is asked; whoever is signed out, or was called back, keeps nothing.
  async function mayKeep(pack) {
    try {
      const answer = await send(`/cards/packs/${pack.id}/contact`);
      if (answer.type === "opaqueredirect" || answer.status === 403) return false;
      return answer.ok ? (await answer.json()).keep : true;
    } catch {
      return true;
    }
  }

  function draw(one) {
    const drawn = [element("p", one.name + (one.second ? ` · ${one.second}` : ""), "second"), element("h1", "When things are bad", "night__title"),
      element("p", one.do_first, "first-line")];
    if (one.calls.length) {
      const list = element("ol", "", "calls");
      one.calls.forEach((call) => {
        const row = element("li");
        const who = element("p");
        who.append(element("b", call.name), call.who ? `, ${call.who}` : "");
        if (call.hours) who.append(element("br"), element("span", call.hours, "second"));
        const number = Object.assign(element("a", call.number, "number"), { href: `tel:${call.number.replaceAll(" ", "")}` });
        row.append(who, number);
        list.append(row);
      });
      drawn.push(element("h2", "Ring, in this order"), list);
    }
    if (one.not_to_ring) drawn.push(element("p", `Do not ring: ${one.not_to_ring}`));
    one.said.forEach(([heading, words]) => drawn.push(element("h2", heading), element("p", words, "words")));
    drawn.push(element("p", one.state, "second"));
    card.replaceChildren(...drawn);
    show(card, back);
    card.focus();
  }

  async function list(pack) {
    const told = await open(pack);
    const rows = told.cards.map((one) => {
      const row = element("li");
      const press = element("button", one.name, "button button--link");
      press.type = "button";
      press.append(element("span", one.second ? ` ${one.second}` : "", "second"));
      press.addEventListener("click", () => draw(one));
      row.append(press);
      return row;
    });
    names.querySelector("ul").replaceChildren(...rows);
    said.textContent = `${told.cards.length === 1 ? "One card" : `${told.cards.length} cards`} of ${told.hub}, until ${time(pack.until)}. ${told.hub}: ${told.phone}`;
    show(names, wipe);
  }

  async function look() {
    const pack = await read();
    if (!pack?.id) { clear(pack?.gone ?? ""); return; }
    if (isOver(pack)) { await empty("The shift is over, and the cards are gone from this device."); return; }
    if (!(await mayKeep(pack))) { await empty("The cards were called back. They are gone from this device."); return; }
    await keep({ ...pack, seen: Date.now() });
    if (card.hidden) await list(pack);
  }

  async function take() {
    said.textContent = "Closing the cards for this device.";
    const pair = await crypto.subtle.generateKey(KEYS, false, ["encrypt", "decrypt"]);
    const answer = await send("/cards/packs", { spki: base64(await crypto.subtle.exportKey("spki", pair.publicKey)) });
    const told = answer.ok || answer.status === 409 ? await answer.json() : { problem: "That could not be done. Sign in again, or print the cards." };
    if (told.problem) { said.textContent = told.problem; return; }
    await keep({ ...told, device: pair.privateKey, seen: Date.now() });
    await list(await read());
  }

  const plainly = (act) => () => act().catch(() => { said.textContent = "That could not be done on this device. Print the cards instead."; });

  if (!window.isSecureContext || !window.indexedDB || !navigator.serviceWorker) {
    said.textContent = "This device cannot keep cards closed. Print them instead.";
    return;
  }
  navigator.serviceWorker.register("/cards/offline/worker.js", { scope: "/cards/offline/" }).catch(() => {});
  part("take").addEventListener("click", plainly(take));
  back.addEventListener("click", plainly(async () => { card.hidden = true; await look(); }));
  wipe.addEventListener("click", plainly(() => empty("The cards are gone from this device.")));
  window.addEventListener("online", plainly(look));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) plainly(look)(); });
  setInterval(plainly(look), 60000);
  plainly(look)();
})();
