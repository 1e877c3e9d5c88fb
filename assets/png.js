// Save the picture of a panel so that it survives alone: a slide that bears who made it, the finding, what it is of, source,
// licence and day.
const SLIDE = {wide: 1920, high: 1080, edge: 64, enlarged: 1.6, cells: 1.25, most: 3};

const texts = (selector, within = document) => [...within.querySelectorAll(selector)].map((one) => one.textContent.trim()).filter(Boolean);

// What is written on it, in its order from the top; foot: below the picture.
const written = (panel) => {
  const scoped = panel.matches('[data-scope]') ? panel : panel.querySelector('[data-scope]');
  // Where the filters do not apply the panel says what it is of.
  const said = texts('#filter-said')[0] || (scoped ? scoped.dataset.scope : '');
  const quiet = texts('.quiet', panel)[0] || '', source = panel.dataset.source || '';
  const day = new Date().toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric'});
  return {
    marking: [...texts('.demo-banner strong'), ...new Set(texts('main .marking'))],
    maker: texts('.brand > *').reverse().join(' · '),
    title: panel.querySelector('h2').textContent,
    page: texts('main h1')[0],
    // What the quiet line has of the caption is said once.
    about: [quiet.split(/(?<=\.) /).filter((text) => !source.includes(text)).join(' '), source, said].filter(Boolean),
    foot: [...texts('footer .licence'), ...texts('footer .fresh'), `Saved on ${day}.`].join(' '),
  };
};

// A pen that writes lines no wider than the slide, one below the other.
const writer = (pen, family, colour) => {
  const lines = (text) => text.split(/\s+/).reduce((made, word) => {
    const longer = made.length ? `${made[made.length - 1]} ${word}` : word;
    if (made.length && pen.measureText(longer).width <= SLIDE.wide - 2 * SLIDE.edge) made[made.length - 1] = longer;
    else made.push(word);
    return made;
  }, []);
  // Where the next line begins; from a foot that is given upwards where the height of it is not known before.
  return (text, size, top, {weight = 400, ink = colour, above = false} = {}) => {
    [pen.font, pen.fillStyle] = [`${weight} ${size}px ${family}`, ink];
    const made = lines(text), step = Math.round(size * 1.3), start = above ? top - step * made.length : top;
    made.forEach((line, place) => pen.fillText(line, SLIDE.edge, start + step * place + size));
    return above ? start : start + step * made.length;
  };
};

// As every other file of the panel is called: the server knows partnership, ward, months and day.
const named = async (panel) => {
  const found = await fetch(`${dashboardRoot}files/svg/${panel}${window.location.search}`, {method: 'HEAD'}).catch(() => null);
  return ((found && nameOf(found)) || panel).replace(/\.svg$/, '');
};

// The key of a map: a patch and words for each class, in as many lines as they need, above a foot.
const keyed = (pen, panel, foot, family, ink) => {
  const name = panel.querySelector('.legend p');
  if (!name) return foot;
  pen.font = `400 22px ${family}`;
  const entries = [...panel.querySelectorAll('.legend li')].map((item) => {
    const look = getComputedStyle(item.querySelector('.swatch'));
    const edge = item.querySelector('.outlined') ? look.borderTopColor : null;
    return {edge, fill: look.backgroundColor, words: [...item.childNodes].map((part) => part.textContent).filter(Boolean).join(' ')};
  });
  let [left, row] = [SLIDE.edge + pen.measureText(name.textContent).width + 32, 0];
  for (const entry of entries) {
    const wide = 44 + pen.measureText(entry.words).width + 32;
    if (left + wide > SLIDE.wide - SLIDE.edge) [left, row] = [SLIDE.edge, row + 1];
    Object.assign(entry, {left, row});
    left += wide;
  }
  const top = foot - 34 * (row + 1);
  pen.fillStyle = ink;
  pen.fillText(name.textContent, SLIDE.edge, top + 22);
  for (const {edge, fill, words, left: at, row: line} of entries) {
    pen.fillStyle = edge ? 'white' : fill;
    pen.fillRect(at, top + 34 * line + 6, 32, 18);
    [pen.strokeStyle, pen.lineWidth] = [edge || ink, edge ? 4 : 1];
    pen.strokeRect(at, top + 34 * line + 6, 32, 18);
    pen.fillStyle = ink;
    pen.fillText(words, at + 44, top + 34 * line + 22);
  }
  return top - 12;
};

const loaded = (url) => new Promise((resolve, reject) => {
  const image = new Image();
  [image.onload, image.onerror, image.src] = [() => resolve(image), reject, url];
});

// Small multiples in about as many columns as fill a slide.
const spread = (layout, grid, height) => {
  const columns = Math.min(grid.cells, Math.ceil(Math.sqrt(1.8 * grid.cells)));
  const cell = Math.floor(height / Math.ceil(grid.cells / columns));
  for (const [axis, across, up] of domains(grid, columns, cell)) {
    layout[`xaxis${axis}`].domain = across;
    layout[`yaxis${axis}`].domain = up;
  }
};

// A chart laid out for its place on the slide, with text that is read from the back of a room.
const charted = async (plot, wide, high) => {
  const layout = JSON.parse(JSON.stringify(plot.layout));
  // A narrow screen hides the names at the ends of lines: a picture has room for them.
  const names = (layout.annotations || []).filter((note) => note.name === 'end-label');
  for (const note of names) note.visible = true;
  if (names.length) layout.margin = {...layout.margin, r: 150};
  const grid = (layout.meta || {}).cells ? layout.meta : null;
  // One of many rows is pressed together a little, then made smaller.
  const scale = grid ? SLIDE.cells : Math.min(SLIDE.enlarged, Math.max(high / (0.75 * plot._fullLayout.height), 0.5));
  const size = {width: Math.round(wide / scale), height: Math.round(high / scale)};
  if (grid) spread(layout, grid, size.height);
  return loaded(await window.Plotly.toImage({data: plot.data, layout: {...layout, ...size}}, {format: 'png', ...size, scale}));
};

const slide = async (panel) => {
  const plot = panel.querySelector('.js-plotly-plot'), drawn = panel.querySelector('img.picture');
  if (!drawn && !(plot && window.Plotly)) return null;
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
  [canvas.width, canvas.height] = [SLIDE.wide, SLIDE.high];
  const {color: ink, fontFamily: family} = getComputedStyle(document.body);
  const muted = getComputedStyle(document.documentElement).getPropertyValue('--muted');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, SLIDE.wide, SLIDE.high);
  const write = writer(pen, family, ink), {marking, maker, title, page, about, foot} = written(panel);
  let top = SLIDE.edge - 24;
  for (const line of marking) top = write(line, 24, top, {weight: 700});
  top = write(maker, 24, top, {ink: muted});
  top = write(title, 44, top + 8, {weight: 700}) + 4;
  top = write(page, 26, top) + 4;
  for (const line of about) top = write(line, 20, top, {ink: muted});
  const under = keyed(pen, panel, write(foot, 17, SLIDE.high - 24, {ink: muted, above: true}) - 12, family, ink);
  const [wide, high] = [SLIDE.wide - 2 * SLIDE.edge, under - top - 16];
  const image = drawn || (plot.layout.map ? mapCopied(plot) : await charted(plot, wide, high));
  const [across, down] = [image.naturalWidth || image.width, image.naturalHeight || image.height];
  const scale = Math.min(wide / across, high / down, SLIDE.most);
  pen.drawImage(image, (SLIDE.wide - scale * across) / 2, top + 16 + (high - scale * down) / 2, scale * across, scale * down);
  return canvas.toDataURL('image/png');
};

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-png]');
  if (!button) return;
  const panel = button.closest('.panel');
  const [url, name] = await Promise.all([slide(panel), named(button.closest('[data-save]').dataset.save)]);
  if (!url) return;
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.png`;
  link.click();
});
