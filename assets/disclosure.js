// A list of filters closes on Escape, and when the user goes elsewhere.
const closeOthers = (except) => {
  for (const open of document.querySelectorAll('details[data-popup][open]')) {
    if (open !== except) open.open = false;
  }
};
document.addEventListener('click', (event) => closeOthers(event.target.closest('details[data-popup]')));
document.addEventListener('focusin', (event) => closeOthers(event.target.closest('details[data-popup]')));
document.addEventListener('keydown', (event) => {
  const open = event.key === 'Escape' && event.target.closest('details[data-popup][open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});
