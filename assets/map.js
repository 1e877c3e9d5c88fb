// Maps open on the whole area, and have buttons for zoom, by mouse and keyboard.
const fitted = (plot) => {
  const [west, south, east, north] = plot.layout.meta.bounds;
  const mercator = (latitude) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);
  // At zoom 0 the world is 512 px wide; the least of both directions fits, with a margin.
  const across = plot.clientWidth / (512 * ((east - west) / 360));
  const up = plot.clientHeight / (512 * (mercator(north) - mercator(south)));
  return {'map.zoom': Math.log2(Math.min(across, up)) - 0.12, 'map.center': {lon: (west + east) / 2, lat: (south + north) / 2}};
};

// A map can be moved only once its style is there: at once, or after the plot that brings it.
const fitOnce = (plot) => {
  const subplot = ((plot._fullLayout || {}).map || {})._subplot;
  if (plot.dataset.fitted || !plot.layout.meta || !subplot || !subplot.map || !subplot.map.isStyleLoaded()) return;
  plot.dataset.fitted = '1';
  window.Plotly.relayout(plot, fitted(plot));
};

new MutationObserver(() => {
  for (const plot of document.querySelectorAll('.map-frame .js-plotly-plot:not([data-map])')) {
    if (!plot.on || !plot.layout) continue;
    plot.dataset.map = '1';
    plot.on('plotly_afterplot', () => fitOnce(plot));
    fitOnce(plot);
  }
}).observe(document.documentElement, {childList: true, subtree: true});

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-map-zoom]');
  if (!button) return;
  const plot = document.querySelector(`#${button.dataset.map} .js-plotly-plot`);
  if (!plot || !plot.layout.map) return;
  const step = {in: 0.7, out: -0.7}[button.dataset.mapZoom];
  window.Plotly.relayout(plot, step ? {'map.zoom': plot.layout.map.zoom + step} : fitted(plot));
});
