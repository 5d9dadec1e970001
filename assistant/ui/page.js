// What the page does by itself, without asking the server: folding, scrolling, keeping the focus, the address.
(() => {
  const root = document.documentElement;
  const near = 180;
  let opener = null;
  let shownKey = "";

  const wide = () => window.matchMedia("(min-width: 1200px)").matches;
  const panelOpen = () => (wide() ? !root.classList.contains("folded") : root.classList.contains("cases-open"));

  const showPanel = (open) => {
    root.classList.toggle(wide() ? "folded" : "cases-open", wide() ? !open : open);
    for (const button of document.querySelectorAll("[data-toggle=cases]")) button.setAttribute("aria-expanded", String(open));
  };

  const followAddress = () => {
    const nav = document.querySelector("[data-case]");
    if (!nav) return;
    const address = new URL(location.href);
    const now = address.searchParams.get("case") || "";
    if (now === nav.dataset.case) return;
    if (nav.dataset.case) address.searchParams.set("case", nav.dataset.case);
    else address.searchParams.delete("case");
    history.replaceState(null, "", address);
  };

  const followMargin = () => {
    const card = document.querySelector("#margin .card");
    const key = card ? card.dataset.key : "";
    if (key === shownKey) return;
    const before = shownKey;
    shownKey = key;
    root.classList.toggle("margin-open", Boolean(card));
    if (!card) {
      if (before && opener && opener.isConnected) opener.focus();
      return;
    }
    const margin = document.querySelector("#margin");
    const mark = card.querySelector("mark");
    card.querySelector("h2").focus({ preventScroll: true });
    margin.scrollTop = 0;
    if (mark) {
      const gap = mark.getBoundingClientRect().top - margin.getBoundingClientRect().top;
      margin.scrollTop = Math.max(0, gap - margin.clientHeight / 3);
    }
  };

  let turnsSeen = 0;
  let traySeen = false;
  let listSeen = "";
  let lastCase = null;
  const followTalk = (atBottom) => {
    const box = document.querySelector("#scroll");
    if (!box) return;
    const turns = box.querySelectorAll(".turn").length;
    const shown = (document.querySelector("[data-case]") || { dataset: {} }).dataset.case;
    const tray = Boolean(box.querySelector("form.tray"));
    if (tray !== traySeen) box.scrollTop = tray ? 0 : box.scrollHeight;
    traySeen = tray;
    if (tray) return;
    const head = box.querySelector(".view-head");
    const list = head ? head.textContent : "";
    if (list !== listSeen) box.scrollTop = list ? 0 : box.scrollHeight;
    listSeen = list;
    if (list) return;
    const fresh = turns > turnsSeen || shown !== lastCase;
    turnsSeen = turns;
    lastCase = shown;
    if (fresh || atBottom) box.scrollTop = box.scrollHeight;
  };

  let atBottom = true;
  document.addEventListener("scroll", (event) => {
    const box = event.target;
    if (box.id === "scroll") atBottom = box.scrollHeight - box.scrollTop - box.clientHeight < near;
  }, true);

  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-toggle=cases]");
    if (toggle) {
      showPanel(!panelOpen());
      const panel = document.querySelector("#panel");
      if (panelOpen() && !wide()) panel.querySelector("button").focus();
      return;
    }
    const saved = event.target.closest("button[data-save]");
    if (saved) return savePicture(saved.dataset.save);
    const button = event.target.closest("[data-do]");
    if (!button) return;
    if (["note", "lens", "about", "writer", "save", "tour", "access", "prompt"].includes(button.dataset.do) && !button.closest("#margin")) opener = button;
    if (!wide() && ["note", "about", "writer", "save", "tour", "access", "open case", "sample"].includes(button.dataset.do)) showPanel(false);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!wide() && panelOpen()) {
      showPanel(false);
      document.querySelector(".top [data-toggle=cases]").focus();
      return;
    }
    const close = document.querySelector("#margin button.close");
    if (close) close.click();
  });

  const download = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const savePicture = (form) => {
    const picture = document.querySelector("#picture");
    const text = new XMLSerializer().serializeToString(picture);
    const drawn = new Blob([text], { type: "image/svg+xml" });
    if (form === "svg") return download(drawn, "map.svg");
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      const box = picture.viewBox.baseVal;
      canvas.width = box.width * 2;
      canvas.height = box.height * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => download(blob, "map.png"), "image/png");
      URL.revokeObjectURL(image.src);
    };
    image.src = URL.createObjectURL(drawn);
  };

  // Files that are dropped on, or pasted into, the box for the message go the same way as those of "Add files".
  const give = (event, data) => {
    const field = document.querySelector("#panel input[type=file]");
    if (!event.target.closest || !event.target.closest("#talk") || !data || !data.files.length || !field) return;
    event.preventDefault();
    event.stopPropagation();
    field.files = data.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("dragover", (event) => {
    if (event.target.closest && event.target.closest("#talk")) event.preventDefault();
  }, true);
  document.addEventListener("drop", (event) => give(event, event.dataTransfer), true);
  document.addEventListener("paste", (event) => give(event, event.clipboardData), true);

  let asked = false;
  const follow = () => {
    asked = false;
    for (const button of document.querySelectorAll("[data-toggle=cases]")) button.setAttribute("aria-expanded", String(panelOpen()));
    followAddress();
    followMargin();
    followTalk(atBottom);
  };
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(follow);
  }).observe(document, { childList: true, subtree: true });
})();
