// A list of filters closes on Escape, and when the user goes elsewhere.
const closeOthers = (except) => {
  for (const open of document.querySelectorAll('details[data-popup][open]')) {
    if (open !== except) open.open = false;
  }
};
document.addEventListener('click', (event) => closeOthers(event.target.closest('details[data-popup]')));
// While a finger is down nothing closes: on a narrow screen what it is on would slip away from under it.
let isPressed = false;
document.addEventListener('pointerdown', () => { isPressed = true; });
for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => { isPressed = false; });
document.addEventListener('focusin', (event) => {
  if (!isPressed) closeOthers(event.target.closest('details[data-popup]'));
});
// A filter that the page does not use stays shut; its summary can be reached, so that it can be heard.
document.addEventListener('click', (event) => {
  const summary = event.target.closest('summary');
  if (summary && summary.closest('fieldset:disabled')) event.preventDefault();
});
document.addEventListener('keydown', (event) => {
  const open = event.key === 'Escape' && event.target.closest('details[data-popup][open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});
