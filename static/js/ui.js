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
