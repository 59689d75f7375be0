/* Keys (/ j k ? Esc), menus that close, regions that are tab stops only while they scroll, the time of printing. */
"use strict";
(() => {
  const STORE = "focusgroup.keys";
  const help = document.getElementById("keys");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  let on = true;
  try { on = localStorage.getItem(STORE) !== "off"; } catch { /* storage refused: the keys stay on */ }

  const isTyping = (target) =>
    target.isContentEditable || Boolean(target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [role=textbox], [role=combobox], [role=listbox]"));

  const rows = () => all("[data-keys=list]").flatMap((list) => all("tbody tr, :scope > li", list)).filter((row) => row.querySelector("a[href]"));

  const move = (step) => {
    const list = rows();
    const at = list.findIndex((row) => row.contains(document.activeElement));
    const row = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1)];
    if (!row) return false;
    row.querySelector("a[href]").focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    return true;
  };

  const showHelp = () => { if (help && !help.open) help.showModal(); return Boolean(help); };
  const shortcuts = {
    "/": () => { const box = document.getElementById("search"); if (box) { box.focus(); box.select(); } return Boolean(box); },
    "j": () => move(1),
    "k": () => move(-1),
    "?": showHelp,
  };

  const openMenus = () => all("details.menu[open], details.drawer[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      openMenus().forEach((menu) => {
        if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
        menu.open = false;
      });
      return;
    }
    if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const act = Object.hasOwn(shortcuts, event.key) && shortcuts[event.key];
    if (act && act()) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    if (event.target.closest("[data-help]")) showHelp();
  });

  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = on;
    box.addEventListener("change", () => {
      on = box.checked;
      try { localStorage.setItem(STORE, on ? "on" : "off"); } catch { /* holds for this page only */ }
    });
  }
  all("[data-help]").forEach((button) => { button.hidden = !help; });

  const fit = () => all(".scroll, .plot").forEach((region) => {
    if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0; else region.removeAttribute("tabindex");
  });
  fit();
  addEventListener("load", fit);
  addEventListener("resize", fit);
  document.addEventListener("htmx:afterSettle", fit);
  // A swap that removed the focused link leaves the reader at the list, not at the top of the page.
  document.addEventListener("htmx:afterSettle", () => {
    const list = document.getElementById("list");
    if (list && (!document.activeElement || document.activeElement === document.body)) list.focus();
  });
  // What could not be swapped is opened as a page, which says what went wrong.
  ["htmx:responseError", "htmx:sendError"].forEach((name) => document.addEventListener(name, (event) => {
    if (event.detail.requestConfig.verb === "get") location.assign(event.detail.pathInfo.requestPath);
  }));
  document.addEventListener("toggle", fit, true);

  const faults = document.querySelector("[data-focus]");
  if (faults) faults.focus();

  const two = (number) => String(number).padStart(2, "0");
  addEventListener("beforeprint", () => all("[data-printed]").forEach((time) => {
    const now = new Date();
    const zone = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" }).formatToParts(now).find((part) => part.type === "timeZoneName").value;
    time.textContent = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())} ${zone}`;
  }));
})();
