// Zoom buttons of maps, for mouse and keyboard.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-map-zoom]');
  if (!button) return;
  const plot = document.querySelector(`#${button.dataset.map} .js-plotly-plot`);
  if (!plot) return;
  const now = plot.layout.map;
  plot.dataset.home = plot.dataset.home || JSON.stringify({center: plot._fullLayout.map._initialCenter || now.center, zoom: now.zoom});
  const step = {in: 0.7, out: -0.7}[button.dataset.mapZoom];
  const home = JSON.parse(plot.dataset.home);
  const change = step ? {'map.zoom': now.zoom + step} : {'map.zoom': home.zoom, 'map.center': home.center};
  window.Plotly.relayout(plot, change);
});
