// The hotspots on the map of map.js, to which this is added: outlines, and numbered marks that step
// aside where they would cover each other. data.spots = [{code, outline, latitude, longitude,
// colour, mark, lines, href}]; mark is a picture of our own making, href the hotspot's own page.

const SPOT_ZOOM = 13; // nearer there is no town to tell where it is
const MARK_PX = 28;
const APART_PX = 27;
const RINGS = 9;

function showSpots(view, spots) {
  const told = JSON.stringify(spots);
  if (told === view.spotsTold) return; // else the keyboard would lose its place
  view.spotsTold = told;
  for (const spot of view.spots) spot.group.remove();
  view.spots = spots.map((spot) => addSpot(view, spot));
  placeSpots(view);
}

function addSpot(view, { code, outline, latitude, longitude, colour, mark, lines, href }) {
  const { L, map } = view;
  const at = L.latLng(latitude, longitude);
  const feature = { type: "Feature", properties: {}, geometry: outline };
  const style = { color: colour, weight: 2, fillColor: colour, fillOpacity: 0.3, pane: "points" };
  const area = L.geoJSON(feature, { style: () => style, pane: "points" });
  const icon = L.divIcon({ className: "geo-spot", html: mark, iconSize: [MARK_PX, MARK_PX] });
  const layer = L.marker(at, { icon, keyboard: false });
  const lead = L.polyline([at, at], { color: "#1b1b1b", weight: 1.2, interactive: false, pane: "outline" });
  const group = L.layerGroup([area, lead, layer]).addTo(map);
  layer.feature = feature;
  const pick = href ? () => window.location.assign(new URL(href, window.location.href)) : undefined;
  const spot = { code, layer, lead, area, group, at, label: at, look: { lines }, pick };
  const element = layer.getElement();
  element.setAttribute("role", href ? "link" : "img");
  element.setAttribute("aria-label", lines.join(". "));
  element.dataset.code = code;
  addReading(view, spot, layer, () => view.spots);
  if (pick) for (const each of [area, layer]) each.on("click", pick);
  return spot;
}

// The first in the list stay where they are; each other takes the nearest free spot around its own.
function placeSpots(view) {
  const taken = [];
  for (const spot of view.spots) {
    const own = view.map.latLngToLayerPoint(spot.at);
    const free = around(own).find((point) => taken.every((other) => apart(point, other)));
    const point = free ?? own;
    taken.push(point);
    spot.label = free && free !== own ? view.map.layerPointToLatLng(point) : spot.at;
    spot.layer.setLatLng(spot.label);
    spot.lead.setLatLngs([spot.at, spot.label]);
  }
}

function apart(one, other) {
  return Math.abs(one.x - other.x) >= APART_PX || Math.abs(one.y - other.y) >= APART_PX;
}

function around(own) {
  const points = [own];
  for (let ring = 1; ring <= RINGS; ring++) {
    for (let step = 0; step < 8 * ring; step++) {
      const turn = (step / (8 * ring)) * 2 * Math.PI;
      points.push(own.add([Math.cos(turn) * ring * MARK_PX, Math.sin(turn) * ring * MARK_PX]));
    }
  }
  return points;
}
