// A link to a heading that is drawn later: go there once it is, and stay while what is above it still grows.
const GROWING_MS = 2000;
let reached = {hash: '', until: 0};

const leave = () => { reached.until = 0; };

const reach = () => {
  const hash = `${window.location.pathname}${window.location.hash}`;
  const heading = document.getElementById(window.location.hash.slice(1));
  if (!heading) return;
  if (reached.hash !== hash) {
    reached = {hash, until: Date.now() + GROWING_MS};
    for (let fold = heading.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    heading.focus({preventScroll: true});
  }
  if (Date.now() < reached.until) heading.scrollIntoView();
};

new MutationObserver(reach).observe(document.documentElement, {childList: true, subtree: true});
window.addEventListener('hashchange', () => {
  reached = {hash: '', until: 0};
  reach();
});
for (const moved of ['wheel', 'touchmove', 'keydown', 'mousedown']) window.addEventListener(moved, leave, {passive: true});
