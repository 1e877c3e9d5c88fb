// Maps open on what is chosen, each time that it is another, and are moved by buttons and keys as well as by the mouse.
const fitted = (plot) => {
  const [west, south, east, north] = JSON.parse(plot.layout.meta);
  const mercator = (latitude) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);
  // At zoom 0 the world is 512 px wide; the least of both directions fits, with a margin.
  const across = plot.clientWidth / (512 * ((east - west) / 360));
  const up = plot.clientHeight / (512 * (mercator(north) - mercator(south)));
  return {zoom: Math.log2(Math.min(across, up)) - 0.12, center: {lon: (west + east) / 2, lat: (south + north) / 2}};
};

const NEAR_ZOOM = 14;
const near = ([lon, lat]) => ({zoom: NEAR_ZOOM, center: {lon, lat}});

const mapOf = (plot) => (((plot._fullLayout || {}).map || {})._subplot || {}).map;

// The map goes there as if moved by hand: by a relayout it would draw all of its layers anew.
const go = (plot, view) => {
  const {zoom, center} = {...plot.layout.map, ...view};
  mapOf(plot).jumpTo({zoom, center}, {originalEvent: {type: 'moved'}});
};

// A drawing that was under way when the map was moved puts it back: at rest it lies as its layout says.
const settle = (plot) => {
  const {zoom, center} = plot.layout.map, map = mapOf(plot), at = map.getCenter();
  const isThere = Math.abs(map.getZoom() - zoom) < 0.01 && Math.hypot(at.lng - center.lon, at.lat - center.lat) < 1e-4;
  if (!isThere) go(plot, {});
};

// Back and Forward from map to map make the page anew: a map of the same bounds lies there as it was left, that once.
let left = {};
addEventListener('popstate', () => {
  const plot = document.querySelector('.map-frame .js-plotly-plot');
  left = plot && mapOf(plot) ? {...plot.layout.map, bounds: plot.dataset.fitted, path: location.pathname} : {};
});

const fitOnce = (plot) => {
  const map = mapOf(plot);
  // One finger scrolls the page: two, or the buttons, move the map.
  if (map && map.cooperativeGestures && window.matchMedia('(pointer: coarse)').matches) map.cooperativeGestures.enable();
  const bounds = plot.layout.meta;
  if (!bounds || plot.dataset.fitted === bounds || !map) return;
  if (!map.settles) map.on('idle', () => settle(plot));
  map.settles = true;
  plot.dataset.fitted = bounds;
  const at = location.hash.match(/^#at=(-?[\d.]+),(-?[\d.]+)$/);
  if (at) {
    history.replaceState(history.state, '', location.pathname + location.search);
    go(plot, near(at.slice(1).map(Number)));
    return;
  }
  go(plot, left.bounds === bounds && left.path === location.pathname ? left : fitted(plot));
  left = {};
};

// Numbers of places are each wanted: none gives way to another. Names of wards give way, and a small map has none. Names
// on the ground keep their size, and a pale edge so that they are read on any colour; of villages a small map has none.
const NAMED_WIDTH = 480;
const HALO_PX = 1.4;
const showLabels = (plot) => {
  const map = mapOf(plot);
  if (!map || !map.isStyleLoaded()) return;
  const names = plot._fullData.filter((trace) => trace.mode === 'text');
  for (const {id, type, layout} of map.getStyle().layers) {
    if (type !== 'symbol') continue;
    const set = (name, value) => { if ((layout || {})[name] !== value) map.setLayoutProperty(id, name, value); };
    const name = names.find(({uid}) => id.includes(uid));
    const isGround = id.includes('ground-');
    if (isGround && map.getPaintProperty(id, 'text-halo-width') !== HALO_PX) {
      map.setPaintProperty(id, 'text-halo-color', 'rgba(255, 255, 255, 0.85)');
      map.setPaintProperty(id, 'text-halo-width', HALO_PX);
    }
    if (!name) set('text-allow-overlap', true);
    else set('text-size', plot.clientWidth < NAMED_WIDTH && (!isGround || id.includes('ground-village')) ? 0 : name.textfont.size);
  }
};

new MutationObserver(() => {
  for (const plot of document.querySelectorAll('.map-frame .js-plotly-plot:not([data-map])')) {
    if (!plot.on || !plot.layout) continue;
    plot.dataset.map = '1';
    plot.on('plotly_afterplot', () => { fitOnce(plot); showLabels(plot); });
    plot.on('plotly_relayouting', hideRing);
    fitOnce(plot);
  }
}).observe(document.documentElement, {childList: true, subtree: true});

const ZOOM_STEP = 0.7;
const PAN_SHARE = 0.25;
const MOVES = {
  in: (plot) => ({zoom: plot.layout.map.zoom + ZOOM_STEP}),
  out: (plot) => ({zoom: plot.layout.map.zoom - ZOOM_STEP}),
  reset: fitted,
  west: (plot) => panned(plot, -1, 0),
  east: (plot) => panned(plot, 1, 0),
  north: (plot) => panned(plot, 0, -1),
  south: (plot) => panned(plot, 0, 1),
};
const KEYS = {
  ArrowLeft: 'west', ArrowRight: 'east', ArrowUp: 'north', ArrowDown: 'south', '+': 'in', '=': 'in', '-': 'out', 0: 'reset',
};

// A quarter of the frame to one side.
const panned = (plot, right, down) => {
  const middle = [plot.clientWidth * (0.5 + PAN_SHARE * right), plot.clientHeight * (0.5 + PAN_SHARE * down)];
  const {lng, lat} = mapOf(plot).unproject(middle);
  return {center: {lon: lng, lat}};
};

const move = (id, step) => {
  const plot = document.querySelector(`#${id} .js-plotly-plot`);
  if (!plot || !mapOf(plot)) return;
  hideRing();
  go(plot, MOVES[step](plot));
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-map-zoom]');
  if (button) move(button.dataset.map, button.dataset.mapZoom);
});

document.addEventListener('keydown', (event) => {
  const button = event.target.closest('[data-map-zoom]');
  if (!button || !KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  move(button.dataset.map, KEYS[event.key]);
});

// The switch changes the address alone: a link followed would make the page, and the map, anew.
document.addEventListener('click', (event) => {
  const link = event.target.closest('.map-switch a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  window.dash_clientside.set_props('url', {search: new URL(link.href).search});
}, true);

// A row of a table picks what it names: the server answers as if it had been clicked on the map.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-pick]');
  if (button) window.dash_clientside.set_props('hotspots-pick', {data: {pick: button.dataset.pick, at: Date.now()}});
});

// A row that stands for no area of a layer moves the map to its place, or leads to the map where the page has none.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-at]:not([data-pick])');
  const plot = document.querySelector('.map-frame .js-plotly-plot');
  if (!button) return;
  const place = button.dataset.at.split(' ').map(Number);
  if (!plot) {
    const query = new URLSearchParams(location.search);
    query.set('layer', 'cells');
    leadTo(`${dashboardRoot}hotspots?${query}#at=${place.join(',')}`);
  }
  if (!plot || !mapOf(plot)) return;
  hideRing();
  go(plot, near(place));
  plot.scrollIntoView({block: 'center'});
});

// A row under the mouse or with the focus is shown on the map by a ring with its name.
const hideRing = () => document.querySelectorAll('.map-ring').forEach((ring) => ring.remove());
const showRing = (event) => {
  const button = event.target.closest && event.target.closest('[data-at]');
  const plot = document.querySelector('.map-frame .js-plotly-plot');
  hideRing();
  if (!button || !plot || !mapOf(plot)) return;
  const {x, y} = mapOf(plot).project(button.dataset.at.split(' ').map(Number));
  if (x < 0 || y < 0 || x > plot.clientWidth || y > plot.clientHeight) return;
  const ring = document.createElement('div');
  ring.className = x > plot.clientWidth / 2 ? 'map-ring map-ring-left' : 'map-ring';
  ring.setAttribute('aria-hidden', 'true');
  ring.style.left = `${x}px`;
  ring.style.top = `${y}px`;
  ring.append(Object.assign(document.createElement('span'), {textContent: button.textContent}));
  plot.closest('.map-graph').append(ring);
};
for (const kind of ['focusin', 'mouseover']) document.addEventListener(kind, showRing);
document.addEventListener('focusout', hideRing);

// On a phone what is picked opens as a sheet: it takes the focus, and gives it back when it is closed.
const NARROW = window.matchMedia('(max-width: 900px)');
let picked = '', opener = null;
const followSheet = () => {
  const sheet = document.querySelector('.sheet');
  const now = sheet ? sheet.dataset.picked : '';
  if (now === picked) return;
  picked = now;
  if (!NARROW.matches) return;
  if (sheet) {
    sheet.scrollTop = 0;
    sheet.focus({preventScroll: true});
    return;
  }
  // By the next frame a table that came anew with this answer has its rows.
  requestAnimationFrame(() => {
    const back = opener && document.querySelector(`[data-pick="${CSS.escape(opener)}"]`);
    (back || document.querySelector('.map-buttons button') || document.body).focus({preventScroll: true});
  });
};
new MutationObserver(followSheet).observe(document.documentElement, {
  childList: true, subtree: true, attributes: true, attributeFilter: ['data-picked'],
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-pick]');
  if (button && !button.closest('.sheet')) opener = button.dataset.pick;
  else if (event.target.closest('.map-graph')) opener = null;
});
document.addEventListener('keydown', (event) => {
  const close = event.key === 'Escape' && NARROW.matches && document.querySelector('.sheet-close');
  if (close) close.click();
});

// Whether the map can be drawn at all is found out before it is tried.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.hotspots = {
  canDraw: () => {
    const is = !!document.createElement('canvas').getContext('webgl2');
    return [is, !is, is];
  },
};
