// What htmx leaves unsaid: when a part of a page could not be sent, a message says so.
// Everything on every page works without this file.
(() => {
  const tell = (words) => {
    const region = document.getElementById("messages");
    const pattern = document.getElementById("failed");
    const message = pattern.content.firstElementChild.cloneNode(true);
    message.querySelector("p").textContent = words;
    region.replaceChildren(message);
    region.scrollIntoView({ block: "nearest" });
  };
  const say = (name) => tell(document.getElementById("failed").dataset[name]);

  document.addEventListener("htmx:sendError", () => say("offline"));
  document.addEventListener("htmx:timeout", () => say("offline"));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    say(status === 429 ? "often" : status === 403 ? "refused" : status === 404 ? "gone" : "broken");
  });
})();

// From a problem to its field: browsers follow the link, and not all of them, nor always, take
// the keyboard along.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (field) field.focus();
});

// The way out: the page goes at once, and "back" does not lead here. A plain link without this.
(() => {
  const exit = document.querySelector("[data-exit]");
  if (!exit) return;
  const leave = (event) => {
    if (event) event.preventDefault();
    document.documentElement.hidden = true;
    document.title = "";
    // Signing out goes on by itself: leaving waits for nothing.
    fetch(exit.href, { keepalive: true, redirect: "manual" }).catch(() => {});
    window.location.replace(exit.dataset.exit);
  };
  let pressed = [];
  exit.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    pressed = event.key === "Escape" ? [...pressed, event.timeStamp].slice(-3) : [];
    if (pressed.length === 3 && event.timeStamp - pressed[0] < 2000) leave();
  });
})();
