// Keys on a screen of statements: 1 to 6 answer the one in focus, 0 skips it, and the next comes.
// The screen works without this file: every answer is a radio button.
(() => {
  const form = document.querySelector("[data-answering]");
  if (!form) return;
  const groups = [...form.querySelectorAll("fieldset")];
  const boxes = (group) => [...group.querySelectorAll("input[type=radio]")];
  const chosen = (group) => boxes(group).find((box) => box.checked) ?? boxes(group)[0];
  const hint = form.querySelector("[data-keys]");
  if (hint && window.matchMedia("(hover: hover)").matches) hint.hidden = false;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    const at = document.activeElement;
    const within = at && at.closest ? at.closest("fieldset") : null;
    if (at && at.matches("input:not([type=radio]), textarea, select")) return;
    const here = within ?? groups[0];
    const box = boxes(here).find((one) => one.value === (event.key === "0" ? "skip" : event.key));
    if (!box) return;
    event.preventDefault();
    box.checked = true;
    const next = groups[groups.indexOf(here) + 1];
    const target = next ? chosen(next) : form.querySelector("button[value=next]");
    target.focus();
    (next ?? target).scrollIntoView({ block: "nearest" });
  });
})();
