/* Keys and the live part of the lists. Every page works without this file. */
(function () {
  "use strict";

  function typing(target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  }
  function rows() {
    return Array.prototype.slice.call(document.querySelectorAll("#queue tbody tr"));
  }
  function selected(list) {
    return list.findIndex(function (row) { return row.classList.contains("sel"); });
  }
  function select(row) {
    rows().forEach(function (other) {
      var here = other === row;
      var link = other.querySelector(".sl");
      other.classList.toggle("sel", here);
      if (link && here) link.setAttribute("aria-current", "true");
      else if (link) link.removeAttribute("aria-current");
    });
    row.scrollIntoView({ block: "nearest" });
    var panel = row.querySelector(".sl");
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    if (panel && document.getElementById("panel")) show(panel);
  }

  /* The side panel of the row is fetched like the page behind the link, and only it is taken. */
  var waiting = null;
  function show(link) {
    if (window.htmx && typeof window.htmx.ajax === "function") {
      clearTimeout(waiting);
      waiting = setTimeout(function () {
        window.htmx.ajax("GET", link.getAttribute("href"),
          { target: "#panel", select: "#panel", swap: "outerHTML" });
      }, 60);
    }
    history.replaceState(null, "", link.getAttribute("href"));
  }

  function move(step) {
    var list = rows();
    if (list.length === 0) return;
    var at = selected(list);
    var next = at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step;
    if (next >= 0 && next < list.length) {
      select(list[next]);
    } else if (next >= list.length) {
      go("a.more[rel=next]");
    }
  }
  function go(selector) {
    var link = document.querySelector(selector);
    if (link) link.click();
  }
  function open() {
    var list = rows();
    var row = list[selected(list)];
    var link = row && row.querySelector("a.nm");
    if (link) link.click();
    else go("#file");
  }

  /* What the selected row, else the page, declares: a link is followed, a button pressed, a form opened at its first field. */
  function press(key) {
    var wanted = "[data-key='" + key.toUpperCase() + "']";
    var row = rows()[selected(rows())];
    var declared = (row && row.querySelector(wanted)) || document.querySelector(wanted);
    if (!declared) return false;
    if (declared.tagName === "SUMMARY") {
      declared.parentNode.open = true;
      var field = declared.parentNode.querySelector("input:not([type=hidden]), select, textarea");
      if (field) field.focus();
    } else if (declared.matches("select, input:not([type=submit])")) {
      declared.focus();
    } else {
      declared.click();
    }
    return true;
  }

  /* What the search found, as one types below the field or on the page itself: the arrows lead from
     the field through the links, Escape back. */
  var field = document.getElementById("search");
  var live = document.getElementById("search-live");
  function hits() {
    return Array.prototype.slice.call(document.querySelectorAll("#search-live a.hit, main #hits a.hit"));
  }
  function inSearch(target) {
    return target === field || target.closest("a.hit") !== null ||
      (target === document.body && document.querySelector("main #hits") !== null);
  }
  function step(event) {
    var list = hits();
    var next = list.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
    if (list.length === 0 || next >= list.length) return;
    event.preventDefault();
    if (next < 0) field.focus();
    else list[next].focus();
  }
  if (field && live) {
    document.body.addEventListener("htmx:afterSwap", function (event) {
      var found = event.target.querySelector(".hits-n");
      if (!found) return;
      if (field.value.trim() === "") live.replaceChildren();
      document.getElementById("search-said").textContent = found.textContent;
    });
    document.addEventListener("focusin", function (event) {
      if (!event.target.closest(".rl-search")) live.replaceChildren();
    });
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey || !inSearch(event.target)) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event);
      if (event.key !== "Escape" || (event.target === field && live.firstChild === null)) return;
      event.preventDefault();
      field.focus();
      live.replaceChildren();
    });
  }

  /* The keys that work here: those the foot of the page tells, then those its links, buttons and
     forms declare. Made from the page itself, so that no list can lag behind it. */
  function add(list, key, text) {
    var row = document.createElement("div"), dt = document.createElement("dt"), dd = document.createElement("dd");
    key.forEach(function (k) { var kbd = document.createElement("kbd"); kbd.textContent = k; dt.append(kbd, " "); });
    dd.textContent = text;
    row.append(dt, dd);
    list.append(row);
  }
  function showKeys() {
    var help = document.getElementById("help");
    var dialog = document.createElement("dialog"), title = document.createElement("h2"), list = document.createElement("dl");
    var known = {};
    dialog.className = "keys";
    dialog.setAttribute("aria-labelledby", "keys-t");
    title.id = "keys-t";
    title.textContent = help.parentNode.getAttribute("aria-label");
    document.querySelectorAll(".rl-keys > span").forEach(function (span) {
      var key = Array.prototype.map.call(span.querySelectorAll("kbd"), function (k) { return k.textContent; });
      var text = span.cloneNode(true);
      text.querySelectorAll("kbd").forEach(function (k) { k.remove(); });
      known[key.length === 1 ? key[0] : ""] = true;
      add(list, key, text.textContent.trim());
    });
    document.querySelectorAll("[data-key]").forEach(function (declared) {
      var key = declared.getAttribute("data-key");
      var text = declared.cloneNode(true);
      text.querySelectorAll("kbd").forEach(function (k) { k.remove(); });
      if (!known[key] && !/[0-9]/.test(key)) add(list, [key], declared.getAttribute("data-say") || text.textContent.trim());
      known[key] = true;
    });
    var more = help.cloneNode(true), close = document.createElement("form"), button = document.createElement("button");
    more.removeAttribute("id");
    more.removeAttribute("data-close");
    more.className = "u";
    close.method = "dialog";
    button.className = "btn";
    button.textContent = help.getAttribute("data-close");
    close.append(button);
    dialog.append(title, list, more, close);
    dialog.addEventListener("close", function () { dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
  }

  var afterG = false;
  var keys = {
    j: function () { move(1); },
    k: function () { move(-1); },
    ArrowDown: function () { move(1); },
    ArrowUp: function () { move(-1); },
    b: function () {
      var blocked = document.getElementById("blocked");
      if (blocked) { blocked.scrollIntoView(); blocked.focus({ preventScroll: true }); }
    },
    "?": function () { if (!document.querySelector("dialog[open]")) showKeys(); },
    "/": function () {
      var search = document.getElementById("search");
      if (search) { search.focus(); search.select(); }
    }
  };
  var places = { j: "/day", d: "/files", l: "/files", p: "/manager", r: "/settings" };

  document.addEventListener("keydown", function (event) {
    var act = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("form.act-f");
    if (act) { event.preventDefault(); act.requestSubmit(); return; }
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (afterG && places[key]) {
      afterG = false;
      event.preventDefault();
      location.href = places[key];
      return;
    }
    afterG = key === "g";
    if (key === "Enter" && event.target.closest("a, button") === null) { open(); return; }
    if (/^[a-z1-9]$/.test(key) && press(key)) { event.preventDefault(); return; }
    var arrow = key === "ArrowDown" || key === "ArrowUp";
    if (!keys[key] || (arrow && rows().length === 0)) return;
    event.preventDefault();
    keys[key]();
  });

  document.addEventListener("click", function (event) {
    var row = event.target.closest("#queue tbody tr");
    if (!row) return;
    var link = event.target.closest("a");
    if (!link) select(row);
    else if (link.classList.contains("sl")) {
      rows().forEach(function (other) { other.classList.toggle("sel", other === row); });
      history.replaceState(null, "", link.getAttribute("href"));
    }
  });

  /* The bar of a telephone is longer than the screen: where one is, is seen. */
  var here = document.querySelector(".rl-nav [aria-current]");
  if (here) here.parentNode.scrollLeft = here.offsetLeft - (here.parentNode.clientWidth - here.offsetWidth) / 2;

  /* How far an import is: told by the server until it ends; then the page says what came of it. */
  var progress = document.querySelector("[data-events]");
  if (progress && window.EventSource) {
    var source = new EventSource(progress.getAttribute("data-events"));
    source.addEventListener("progress", function (event) {
      if (progress.textContent !== event.data) progress.textContent = event.data;
    });
    source.addEventListener("end", function () { source.close(); location.reload(); });
  }

  /* Printing needs a script: the button shows itself only where one runs. */
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
