// Files that the server makes: what takes over a second says so, and a second press stops it.
const making = new Map();
const sayOf = (link, text) => {
  const place = link.closest('.save, .briefing-files');
  const said = place && place.querySelector('[role=status]');
  if (said) said.textContent = text;
};
const nameOf = (response) => (/filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') || '') || [])[1];
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-file]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  if (making.has(link)) return making.get(link).abort();
  const stop = new AbortController();
  making.set(link, stop);
  const slow = setTimeout(() => sayOf(link, 'Making the file. Press again to stop.'), 1000);
  try {
    const response = await fetch(link.getAttribute('href'), {signal: stop.signal});
    if (!response.ok) throw new Error(await response.text());
    const address = URL.createObjectURL(await response.blob());
    const saved = Object.assign(document.createElement('a'), {href: address, download: nameOf(response) || ''});
    // A press elsewhere would close the menu, and with it what is said.
    link.after(saved);
    saved.click();
    saved.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    sayOf(link, 'Saved');
  } catch (error) {
    sayOf(link, stop.signal.aborted ? 'Stopped' : 'The file could not be made. Try again, or open the page anew.');
  } finally {
    clearTimeout(slow);
    making.delete(link);
  }
  return undefined;
});
// The menu of a panel is filled when it is opened, for the address as it then is.
const saveItem = (tag, text, title, more) => {
  const item = Object.assign(document.createElement(tag), {textContent: text, ...more});
  item.setAttribute('aria-label', `${text}: ${title}`);
  return item;
};
document.addEventListener('toggle', (event) => {
  const menu = event.target;
  if (!menu.open || !menu.matches('[data-save]')) return;
  const title = menu.querySelector('summary').getAttribute('aria-label').replace(/^Save: /, '');
  const {save, numbers, kinds} = menu.dataset;
  const ofNumbers = kinds ? kinds.split(' ').map((kind) => [kind, {csv: 'CSV', geojson: 'GeoJSON'}[kind], numbers]) : [];
  const files = [['pptx', 'Slide', save], ['xlsx', 'Excel', numbers || save], ...ofNumbers, ['svg', 'SVG', save]];
  const links = files.map(([kind, words, panel]) => {
    const link = saveItem('a', words, title, {href: `${dashboardRoot}files/${kind}/${panel}${window.location.search}`});
    link.dataset.file = kind;
    return link;
  });
  const buttons = ['Copy finding', 'Copy link'].map((words) => saveItem('button', words, title, {type: 'button'}));
  buttons[0].dataset.copy = menu.dataset.text;
  buttons[1].dataset.copy = `${window.location.href.split('#')[0]}#panel-${menu.dataset.save}`;
  menu.querySelector('.save-made').replaceChildren(...links, ...buttons);
}, true);
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (button) sayOf(button, await copied(button.dataset.copy) ? 'Copied' : 'The browser does not copy here');
});
