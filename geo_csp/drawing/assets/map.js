// One map in the page: outlines made once by folium, restyled by data ever after. Nothing is
// rebuilt when the month or the category changes, so zoom and position stay the reader's.
//
// data = {
//   outlines:  address of the module that draws the outlines,
//   label:     what the map shows, for those who cannot see it,
//   areas:     {code: {fill, ink, mark, hatched, lines}}; an area without lines is only drawn,
//   points:    [{longitude, latitude, radius, lines}],
//   spots:     hotspots, or none; see hotspots.js,
//   selected:  code or null,
//   within:    codes that stand out, or null for all,
//   frame:     codes of areas or hotspots that the map is fitted to, or null for all areas,
//   places:    [{name, latitude, longitude, reach}]: where its buttons go; without reach to the whole,
//   isPlaceMap: whether it shows one ward's points,
//   credits:   the lines under it,
// }

const SVG = "http://www.w3.org/2000/svg";
const LEAST_MARK_RADIUS_PX = 8;
const VILLAGES_FROM_ZOOM = 11.5;
const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".geo-map");
  parentElement.querySelector(".geo-credits").textContent = data.credits;
  host.setAttribute("aria-label", data.label);
  host.classList.toggle("geo-places", data.isPlaceMap);
  host._latest = data;
  host._pick = (code) => setTriggerValue("clicked", code);
  host._built ??= build(host, parentElement.querySelector(".geo-zooms"));
  host._built
    .then((view) => show(view, host._latest))
    .catch((problem) => {
      console.error(problem);
      host.textContent = "The map could not be drawn. The table below says the same.";
    });
}

function leaflet() {
  window._geoCspLeaflet ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("vendor/leaflet/leaflet.js", document.baseURI).href;
    script.onload = () => resolve(window.L);
    script.onerror = () => reject(new Error("leaflet.js did not load"));
    document.head.append(script);
  });
  return window._geoCspLeaflet;
}

async function build(host, zooms) {
  const L = await leaflet();
  const outlines = await import(new URL(host._latest.outlines, document.baseURI).href);
  // The module names its map by an id, which is not found from inside a shadow root.
  const here = Object.create(L);
  here.map = (_id, options) => L.map(host, { ...options, ...MAP_OPTIONS });
  const map = outlines.default(here);
  L.control.scale({ position: "bottomleft", maxWidth: 120 }).addTo(map);
  const view = { L, map, host, areas: new Map(), points: [], spots: [], outline: null, ring: null };
  view.tip = L.tooltip({ direction: "top", offset: [0, -6], className: "geo-tip" });
  view.hatch = addHatch(map);
  map.eachLayer((layer) => layer.feature?.properties.code && addArea(view, layer));
  map.on("zoomend", () => showMarks(view));
  map.on("zoomend", () => placeSpots(view));
  zooms.replaceChildren(...(host._latest.places ?? []).map((place) => zoomButton(view, place)));
  new ResizeObserver(() => refit(view)).observe(host);
  return view;
}

const MAP_OPTIONS = {
  attributionControl: false,
  keyboard: false, // the areas take the arrow keys
  scrollWheelZoom: false, // the wheel scrolls the page
  zoomSnap: 0.25,
  zoomDelta: 0.75,
};

function addHatch(map) {
  const id = `geo-hatch-${Math.random().toString(36).slice(2)}`;
  const holder = document.createElementNS(SVG, "svg");
  holder.setAttribute("class", "geo-defs");
  holder.setAttribute("aria-hidden", "true");
  const pattern = document.createElementNS(SVG, "pattern");
  for (const [name, value] of Object.entries({
    id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
  })) pattern.setAttribute(name, value);
  for (const [width, fill] of [[7, "#ffffff"], [1.6, "#8a8f94"]]) {
    const bar = document.createElementNS(SVG, "rect");
    bar.setAttribute("width", width);
    bar.setAttribute("height", 7);
    bar.setAttribute("fill", fill);
    pattern.append(bar);
  }
  holder.append(pattern);
  map.getContainer().append(holder);
  return `url(#${id})`;
}

function zoomButton(view, { name, latitude, longitude, reach }) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.addEventListener("click", () => {
    if (reach) view.map.fitBounds(view.L.latLng(latitude, longitude).toBounds(2 * reach), { animate: false });
    else fitTo(view, [...view.areas.keys()]);
  });
  return button;
}

function addArea(view, layer) {
  const { code, label, radius_m } = layer.feature.properties;
  const text = document.createElement("span");
  const icon = view.L.divIcon({ className: "geo-mark", html: text, iconSize: [20, 20] });
  const mark = view.L.marker(label, { icon, interactive: false, keyboard: false, pane: "marks" });
  const area = { code, layer, label, radius_m, text, mark, pick: () => view.host._pick(code) };
  view.areas.set(code, area);
  addReading(view, area, layer, () => view.areas.values());
  layer.on("click", () => area.look.lines && view.host._pick(code));
}

// Hover, focus and arrow keys read the figures of an area or a point aloud and in a tip.
function addReading(view, item, layer, all) {
  const element = layer.getElement();
  layer.on("mouseover mousemove", (event) => openTip(view, item, event.latlng));
  layer.on("mouseout", () => view.tip.remove());
  element.addEventListener("focus", () => {
    view.map.panInside(item.label, { padding: [60, 60], animate: false });
    openTip(view, item, item.label);
    view.ring = outlineOf(view, view.ring, item.code ? layer : null, ["#1b1b1b", "#ffdd00"]);
  });
  element.addEventListener("blur", () => {
    view.tip.remove();
    view.ring = outlineOf(view, view.ring, null);
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") view.tip.remove();
    else if (event.key === "Enter" || event.key === " ") item.pick?.();
    else if (event.key in DIRECTIONS) step(view, item, [...all()], DIRECTIONS[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function step(view, from, items, [right, down]) {
  const start = view.map.latLngToLayerPoint(from.label);
  let best = null;
  for (const item of items) {
    if (item === from || !item.look.lines) continue;
    const there = view.map.latLngToLayerPoint(item.label).subtract(start);
    const along = there.x * right + there.y * down;
    const aside = Math.abs(there.x * down) + Math.abs(there.y * right);
    if (along > 0 && (!best || along + 2 * aside < best.cost)) best = { item, cost: along + 2 * aside };
  }
  if (!best) return;
  takeTabStop(items, best.item);
  best.item.layer.getElement().focus();
}

function takeTabStop(items, chosen) {
  for (const item of items) item.layer.getElement().setAttribute("tabindex", item === chosen ? 0 : -1);
}

function openTip(view, item, where) {
  if (!item.look.lines) return;
  const content = document.createElement("div");
  for (const line of item.look.lines) {
    const row = document.createElement(content.childElementCount ? "div" : "strong");
    row.textContent = line;
    content.append(row);
  }
  view.tip.setLatLng(where).setContent(content);
  if (!view.map.hasLayer(view.tip)) view.tip.addTo(view.map);
}

// A copy of the outline above all areas: raising the area itself would lose the keyboard's focus.
function outlineOf(view, old, layer, colours = ["#ffffff", "#1b1b1b"]) {
  old?.remove();
  if (!layer) return null;
  const lines = colours.map((color, number) => {
    const style = { color, weight: number ? 2.5 : 6, fill: false };
    return view.L.geoJSON(layer.feature, { style, interactive: false, pane: "outline" });
  });
  return view.L.layerGroup(lines).addTo(view.map);
}

function show(view, data) {
  view.data = data;
  for (const area of view.areas.values()) showArea(view, area, data);
  showPoints(view, data.points);
  showSpots(view, data.spots ?? []);
  const areas = [...view.areas.values()].filter((a) => a.look.lines);
  const readable = [view.spots, view.points, areas].find((items) => items.length) ?? [];
  const focused = readable.find((item) => item.layer.getElement() === view.host.getRootNode().activeElement);
  if (readable.length) takeTabStop(readable, focused ?? readable.find((a) => a.code === data.selected) ?? readable[0]);
  view.outline = outlineOf(view, view.outline, view.areas.get(data.selected)?.layer);
  const frame = JSON.stringify(data.frame);
  if (frame !== view.frame) {
    view.frame = frame;
    fit(view);
  }
  showMarks(view);
  view.host.dataset.shown = data.shown;
}

function showArea(view, area, data) {
  const look = data.areas[area.code] ?? { fill: "#ffffff" };
  const stands = !data.within || data.within.includes(area.code);
  area.look = look;
  area.layer.setStyle({
    fillColor: look.hatched ? view.hatch : look.fill,
    fillOpacity: stands ? 1 : 0.3,
    color: stands ? "#5f6a72" : "#a9b0b5",
  });
  area.text.textContent = stands ? look.mark ?? "" : "";
  area.text.style.color = look.ink;
  const element = area.layer.getElement();
  if (!look.lines) {
    element.setAttribute("aria-hidden", "true");
    element.style.pointerEvents = "none";
    return;
  }
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", look.lines.join(". "));
  element.setAttribute("aria-pressed", String(area.code === data.selected));
  element.dataset.code = area.code;
}

function showPoints(view, points) {
  for (const point of view.points) point.layer.remove();
  view.points = points.map(({ longitude, latitude, radius, lines }) => {
    const label = [latitude, longitude];
    const layer = view.L.circleMarker(label, { ...POINT_STYLE, radius, pane: "points" });
    layer.addTo(view.map);
    const point = { layer, label, look: { lines } };
    layer.getElement().setAttribute("role", "img");
    layer.getElement().setAttribute("aria-label", lines.join(". "));
    addReading(view, point, layer, () => view.points);
    return point;
  });
}

const POINT_STYLE = { color: "#ffffff", weight: 1.5, fillColor: "#8c3b0a", fillOpacity: 0.8 };

function showMarks(view) {
  const zoom = view.map.getZoom();
  const metres = (156543 * Math.cos((view.map.getCenter().lat * Math.PI) / 180)) / 2 ** zoom;
  view.host.classList.toggle("geo-near", zoom >= VILLAGES_FROM_ZOOM);
  for (const { mark, text, radius_m } of view.areas.values()) {
    const fits = text.textContent && radius_m / metres >= LEAST_MARK_RADIUS_PX;
    if (fits) mark.addTo(view.map);
    else mark.remove();
  }
}

function fit(view) {
  fitTo(view, view.data.frame ?? [...view.areas.keys()]);
}

function fitTo(view, codes) {
  const spotOf = (code) => view.spots.find((spot) => spot.code === code)?.area;
  const layers = codes.map((code) => view.areas.get(code)?.layer ?? spotOf(code)).filter(Boolean);
  if (!layers.length || !view.host.clientWidth) return;
  const nearest = view.spots.length ? { maxZoom: SPOT_ZOOM } : {};
  const bounds = view.L.featureGroup(layers).getBounds();
  view.map.fitBounds(bounds, { padding: [8, 8], animate: false, ...nearest });
}

function refit(view) {
  view.map.invalidateSize({ pan: false });
  const width = view.host.clientWidth;
  if (view.data && width && width !== view.width) fit(view);
  view.width = width;
}
