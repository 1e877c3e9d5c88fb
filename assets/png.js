// Save the chart of a panel as a picture that survives alone: finding, caption and source are drawn on it.
const wrapped = (text, width) => {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    if (lines[lines.length - 1].length + word.length > width) lines.push('');
    lines[lines.length - 1] = `${lines[lines.length - 1]} ${word}`.trim();
  }
  return lines;
};

const picture = (plot, panel) => {
  const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const title = wrapped(panel.querySelector('h2').textContent, 62);
  const scoped = panel.matches('[data-scope]') ? panel : panel.querySelector('[data-scope]');
  const scope = scoped ? wrapped(scoped.dataset.scope, 120) : [];
  const caption = wrapped(panel.querySelector('.quiet').textContent, 120).concat(scope);
  const legend = [...panel.querySelectorAll('.legend li')].map((item) => {
    const colour = getComputedStyle(item.querySelector('.swatch'));
    const ink = item.querySelector('.outlined') ? colour.borderTopColor : colour.backgroundColor;
    const words = [...item.childNodes].map((part) => part.textContent).filter(Boolean).join(' ');
    return `<span style="color:${ink}">■</span> ${escape(words)}`;
  });
  const name = panel.querySelector('.legend p');
  // Seven verdicts are more than a line holds.
  const rows = legend.reduce((held, words, place) => {
    if (place % 4 === 0) held.push([]);
    held[held.length - 1].push(words);
    return held;
  }, []);
  const named = rows.length ? [`${escape(name.textContent)}:`, ...rows.map((row) => row.join('   '))] : [];
  const lines = caption.map(escape).concat(named);
  const layout = JSON.parse(JSON.stringify(plot.layout));
  // A narrow screen hides the names at the ends of lines: a picture has room for them.
  const names = (layout.annotations || []).filter((note) => note.name === 'end-label');
  for (const note of names) note.visible = true;
  if (names.length) layout.margin = {...layout.margin, r: 150};
  // Plotly sets every line as high as the largest of the text, 22 px × 1.3.
  const head = 40 + 29 * (title.length + lines.length);
  const height = (plot._fullLayout.height || 400) + head;
  layout.title = {
    text: `<b>${title.map(escape).join('<br>')}</b><br><span style="font-size:14px">${lines.join('<br>')}</span>`,
    font: {size: 22}, x: 0.02, xanchor: 'left', y: 1 - 26 / height, yanchor: 'top',
  };
  layout.margin = {...layout.margin, t: head + ((layout.margin || {}).t || 0)};
  return {figure: {data: plot.data, layout}, height};
};

// A chart that is a picture already, under the same words.
const redrawn = (image, panel) => {
  const title = wrapped(panel.querySelector('h2').textContent, 62);
  const lines = [...panel.querySelectorAll('.quiet')].flatMap((line) => wrapped(line.textContent, 120))
    .concat(wrapped(panel.dataset.scope || '', 120), wrapped(panel.dataset.source || '', 120));
  const head = 24 + 32 * title.length + 22 * lines.length, scale = 1020 / image.naturalWidth;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2200, 2 * (head + 40 + scale * image.naturalHeight)];
  const pen = canvas.getContext('2d');
  pen.scale(2, 2);
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = getComputedStyle(panel).color;
  const family = getComputedStyle(panel).fontFamily;
  const write = (texts, font, step, top) => {
    pen.font = `${font} ${family}`;
    texts.forEach((text, line) => pen.fillText(text, 40, top + step * (line + 1)));
    return top + step * texts.length;
  };
  write(lines, '14px', 22, write(title, '700 22px', 32, 8));
  pen.drawImage(image, 40, head + 20, 1020, scale * image.naturalHeight);
  return canvas.toDataURL('image/png');
};

const saved = async (panel) => {
  const plot = panel.querySelector('.js-plotly-plot'), image = panel.querySelector('img.picture');
  if (image) return redrawn(image, panel);
  if (!plot || !window.Plotly) return null;
  const {figure, height} = picture(plot, panel);
  return window.Plotly.toImage(figure, {format: 'png', width: 1100, height, scale: 2});
};

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-png]');
  if (!button) return;
  const panel = button.closest('.panel');
  const url = await saved(panel);
  if (!url) return;
  const link = document.createElement('a');
  link.href = url;
  const file = panel.querySelector('a[download]');
  link.download = `${file ? file.download.replace(/\.csv$/, '') : panel.querySelector('h2').textContent}.png`;
  link.click();
});
