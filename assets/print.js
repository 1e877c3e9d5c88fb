// On paper every chart is laid out anew for the width of the sheet, and a map is a picture: a browser prints none of WebGL.
const SHEET_PX = 672;
// Higher than this a chart is pressed together, to leave room for the words around it; one of many rows fills a sheet.
const HIGH_PX = 640, FULL_PX = 940;
const DOTS = 2;

const charts = () => [...document.querySelectorAll('.js-plotly-plot')].filter((plot) => plot.layout && plot.offsetParent);

// A map as a canvas of its own, as it lies. It has to be drawn in this very moment: what it held is gone by the next.
const mapCopied = (plot) => {
  const map = mapOf(plot), before = map.getPixelRatio(), copy = document.createElement('canvas');
  map.setPixelRatio(DOTS * before);
  map.redraw();
  const from = map.getCanvas();
  [copy.width, copy.height, copy.className] = [from.width, from.height, 'map-paper'];
  copy.getContext('2d').drawImage(from, 0, 0);
  map.setPixelRatio(before);
  return copy;
};

const toSheet = (plot) => {
  if (plot.layout.map) {
    if (mapOf(plot) && mapOf(plot).loaded()) plot.closest('[role=img]').append(mapCopied(plot));
    return;
  }
  const {height = 0, meta} = plot.layout;
  plot.dataset.sheet = height;
  const room = height > FULL_PX ? FULL_PX : HIGH_PX;
  // Small multiples know their height by their columns (assets/multiples.js).
  const pressed = height > room && !(meta || {}).cells ? {height: room} : {};
  relaid(plot, {width: SHEET_PX, autosize: false, ...pressed, ...folded(plot)});
};

const toScreen = (plot) => {
  if (!plot.dataset.sheet) return;
  const height = Number(plot.dataset.sheet);
  delete plot.dataset.sheet;
  relaid(plot, {width: null, autosize: true, ...(height ? {height} : {}), ...folded(plot)});
};

// What is folded away in words is printed as it is in a file; tables only where the reader has opened them.
const worded = () => [...document.querySelectorAll('main details.fold:not([open])')]
  .filter((found) => !found.querySelector('table, [data-table]'));
const unfold = (found) => { [found.open, found.dataset.unfolded] = [true, '1']; };
const refold = (found) => { found.open = false; delete found.dataset.unfolded; };

window.addEventListener('beforeprint', () => {
  worded().forEach(unfold);
  charts().forEach(toSheet);
});
window.addEventListener('afterprint', () => {
  document.querySelectorAll('.map-paper').forEach((copy) => copy.remove());
  charts().forEach(toScreen);
  document.querySelectorAll('[data-unfolded]').forEach(refold);
});
