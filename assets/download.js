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
    document.body.append(saved);
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
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy], [data-copy-link]');
  if (!button) return;
  const text = button.dataset.copy || `${window.location.href.split('#')[0]}#${button.dataset.copyLink}`;
  sayOf(button, await copied(text) ? 'Copied' : 'The browser does not copy here');
});
