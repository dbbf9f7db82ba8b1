/* The menu of exports: closed by Escape, by a click elsewhere, and after a choice; arrow keys go along its links. */
(() => {
  "use strict";
  const open = () => document.querySelector("details.export-menu[open]");
  document.addEventListener("click", (event) => {
    const menu = open();
    if (menu && (!menu.contains(event.target) || event.target.closest(".export-link"))) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = open();
    if (!menu) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && menu.contains(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      const links = [...menu.querySelectorAll(".export-link")];
      const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      links[(at + links.length) % links.length].focus();
    }
  }, true);
})();
