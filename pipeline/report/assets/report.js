"use strict";
(() => {
  const W = JSON.parse(document.getElementById("words").textContent);
  const D = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const word = (key) => W[key] ?? key;
  const R = D.rows, TOTAL = R.doc.length, ROW = 48, PRINTED = 300;
  const docs = D.documents;
  const nameOf = (i) => (i === null ? word("unsaid") : D.actors[i] === "author" ? word("author") : D.actors[i]);
  const state = { actor: null, accuser: undefined, accused: null, outlet: "", from: "", to: "", month: null, kind: undefined, act: "", factuality: "made", response: "", confidence: 0, opinions: null };
  let shown = [], selected = -1, printing = false;

  // ------------------------------------------------------------ small helpers
  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }
  function draw(tag, attributes = {}, text = null) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== null) node.textContent = text;
    return node;
  }
  function clickable(node, label, act) {
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", label);
    node.append(draw("title", {}, label));
    node.addEventListener("click", act);
    node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); }
    });
    return node;
  }
  function counted(rows, key) {
    const counts = new Map();
    for (const i of rows) {
      const value = key(i);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
  }
  const number = (value) => value.toLocaleString(D.lang);
  const decimal = (value) => (value === null ? "–" : value.toLocaleString(D.lang, { maximumFractionDigits: 2 }));

  // ------------------------------------------------------------ filtering
  function keepsDocument(doc) {
    if (state.outlet && doc.outlet !== state.outlet) return false;
    if ((state.from || state.to || state.month) && doc.date === null) return false;
    if (state.from && doc.date < state.from) return false;
    if (state.to && doc.date.slice(0, 10) > state.to) return false;
    return !state.month || doc.date.startsWith(state.month);
  }
  function keepsRow(i) {
    if (!keepsDocument(docs[R.doc[i]])) return false;
    if (state.actor !== null && R.accuser[i] !== state.actor && R.accused[i] !== state.actor) return false;
    if (state.accuser !== undefined && R.accuser[i] !== state.accuser) return false;
    if (state.accused !== null && R.accused[i] !== state.accused) return false;
    if (state.kind !== undefined && R.charge_kind[i] !== state.kind) return false;
    if (state.act && R.act[i] !== state.act) return false;
    if (state.factuality === "made" ? !["asserted", "alleged"].includes(R.factuality[i]) : state.factuality && R.factuality[i] !== state.factuality) return false;
    if (state.response && (R.response[i] ?? "silent") !== state.response) return false;
    return state.confidence === 0 || (R.confidence[i] ?? 0) >= state.confidence;
  }
  function update() {
    const rows = [];
    for (let i = 0; i < TOTAL; i++) if (keepsRow(i)) rows.push(i);
    const opinions = state.opinions;
    shown = opinions === null ? rows : D.opinions.map((_, i) => i).filter((i) => D.opinions[i].target === opinions && keepsDocument(docs[D.opinions[i].doc]));
    figures(rows);
    chips();
    byId("back").hidden = opinions === null;
    byId("count").textContent = `(${opinions === null ? "" : nameOf(opinions) + ", "}${number(shown.length)})`;
    byId("spacer").style.height = `${shown.length * ROW}px`;
    byId("list").scrollTop = 0;
    select(-1);
  }
  function narrow(changes) {
    Object.assign(state, { opinions: null }, changes);
    update();
    byId("reading").scrollIntoView({ behavior: "auto", block: "start" });
    byId("list").focus({ preventScroll: true });
  }
  function chips() {
    const parts = [];
    const chip = (label, changes) => parts.push(make("button", { type: "button", onclick: () => { Object.assign(state, changes); update(); } }, `${label} ×`));
    if (state.accuser !== undefined) chip(`${word("accuser")} : ${nameOf(state.accuser)}`, { accuser: undefined });
    if (state.accused !== null) chip(`${word("accused")} : ${nameOf(state.accused)}`, { accused: null });
    if (state.actor !== null) chip(`${word("actor")} : ${nameOf(state.actor)}`, { actor: null });
    if (state.month) chip(state.month, { month: null });
    if (state.kind !== undefined) chip(word(`charge_kind.${state.kind ?? "unstated"}`), { kind: undefined });
    byId("chips").replaceChildren(...parts);
    // The filters stay on top: what is scrolled to must not end under them.
    const chosen = ["outlet", "act", "factuality", "response"].map((key) => byId(`f-${key}`)).filter((field) => field.value).map((field) => field.selectedOptions[0].textContent);
    const bounds = [state.from && `${word("from")} ${state.from}`, state.to && `${word("to")} ${state.to}`, state.confidence && `${word("confidence")} ${decimal(state.confidence)}`].filter(Boolean);
    byId("active").textContent = [...parts.map((part) => part.textContent.replace(" ×", "")), ...chosen, ...bounds].join(" · ");
    document.documentElement.style.scrollPaddingTop = `${byId("filters").offsetHeight + 8}px`;
  }

  // ------------------------------------------------------------ figures
  function figures(rows) {
    bars("accused", counted(rows, (i) => R.accused[i]).slice(0, 12), nameOf, (key) => ({ accused: key }));
    bars("accusing", counted(rows, (i) => R.accuser[i] ?? undefined).slice(0, 12), nameOf, (key) => ({ accuser: key }));
    // Nobody is no actor: it stands below, without a bar.
    const nobody = rows.filter((i) => R.accuser[i] === null).length;
    if (nobody) byId("accusing").append(make("button", { class: "bar", type: "button", onclick: () => narrow({ accuser: null }) }, make("span", { class: "note" }, word("unsaid")), make("span", { class: "note" }, number(nobody))));
    bars("charges", counted(rows, (i) => R.charge_kind[i]), (key) => word(`charge_kind.${key ?? "unstated"}`), (key) => ({ kind: key }));
    const pairs = counted(rows, (i) => (R.accuser[i] === null ? undefined : `${R.accuser[i]} ${R.accused[i]}`)).map(([key, n]) => [...key.split(" ").map(Number), n]);
    graph(pairs.slice(0, 40));
    matrix(pairs);
    timeline(rows);
  }
  function empty(id) { byId(id).replaceChildren(make("p", { class: "note" }, word("nothing"))); }
  function bars(id, counts, label, changes) {
    if (!counts.length) return empty(id);
    const most = counts[0][1];
    byId(id).replaceChildren(...counts.map(([key, n]) => {
      const bar = make("i");
      bar.style.width = `${(75 * n) / most}%`;
      return make("button", { class: "bar", type: "button", title: label(key), onclick: () => narrow(changes(key)) }, make("span", {}, label(key)), make("span", {}, bar, number(n)));
    }));
  }
  function between(months) {
    // A month in which nobody accuses is a hole in the figure, not in the axis.
    const all = [];
    let [year, month] = months[0].split("-").map(Number);
    for (let key = months[0]; key <= months.at(-1); key = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`) {
      all.push(key);
      [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    }
    return all;
  }
  function timeline(rows) {
    const acts = D.acts, counts = new Map();
    for (const i of rows) {
      const month = docs[R.doc[i]].date?.slice(0, 7);
      if (!month) continue;
      if (!counts.has(month)) counts.set(month, acts.map(() => 0));
      counts.get(month)[acts.indexOf(R.act[i])]++;
    }
    if (!counts.size) return empty("timeline");
    const months = between([...counts.keys()].sort()), sums = months.map((month) => (counts.get(month) ?? []).reduce((a, b) => a + b, 0));
    const most = Math.max(...sums), wide = 520 / months.length, svg = draw("svg", { viewBox: "0 0 560 230" });
    const fills = ["var(--fill)", "var(--fill2)", "var(--fill3)"];
    const every = Math.ceil(months.length / 8);
    months.forEach((month, k) => {
      let y = 190;
      const group = clickable(draw("g"), `${month} : ${sums[k]}`, () => narrow({ month }));
      group.append(draw("rect", { x: 30 + k * wide, y: 10, width: wide, height: 180, fill: "transparent" }));
      (counts.get(month) ?? []).forEach((n, a) => {
        const height = (170 * n) / most;
        y -= height;
        group.append(draw("rect", { x: 31 + k * wide, y, width: Math.max(wide - 2, 0.5), height, fill: fills[a % 3] }));
      });
      svg.append(group);
      if (k % every === 0) svg.append(draw("text", { x: 30 + k * wide, y: 205, class: "axis" }, month));
    });
    svg.append(draw("text", { x: 0, y: 24, class: "axis" }, number(most)), draw("text", { x: 0, y: 190, class: "axis" }, "0"));
    acts.forEach((act, a) => svg.append(draw("rect", { x: 30 + a * 150, y: 214, width: 10, height: 10, fill: fills[a % 3] }), draw("text", { x: 44 + a * 150, y: 223 }, word(`act.${act}`))));
    byId("timeline").replaceChildren(svg);
  }
  function matrix(pairs) {
    if (!pairs.length) return empty("matrix");
    const top = (at) => { const sums = new Map(); for (const pair of pairs) sums.set(pair[at], (sums.get(pair[at]) ?? 0) + pair[2]); return [...sums].sort((a, b) => b[1] - a[1]).slice(0, 15).map(([key]) => key); };
    const accusers = top(0), accused = top(1), cells = new Map(pairs.map(([a, b, n]) => [`${a} ${b}`, n])), most = pairs[0][2];
    const head = make("tr", {}, make("td", {}), ...accused.map((b) => make("th", { scope: "col" }, nameOf(b))));
    const lines = accusers.map((a) => make("tr", {}, make("th", { scope: "row" }, nameOf(a)), ...accused.map((b) => {
      const n = cells.get(`${a} ${b}`);
      if (!n) return make("td");
      const cell = make("td", {}, make("button", { type: "button", "aria-label": `${nameOf(a)} → ${nameOf(b)} : ${n}`, onclick: () => narrow({ accuser: a, accused: b }) }, number(n)));
      cell.style.background = `color-mix(in srgb, var(--fill) ${Math.round((70 * n) / most)}%, transparent)`;
      return cell;
    })));
    byId("matrix").replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...lines)));
  }
  function forces(nodes, pairs) {
    // Fruchterman and Reingold's forces from a circle: the same picture every time.
    const at = nodes.map((_, k) => ({ x: Math.cos((2 * Math.PI * k) / nodes.length), y: Math.sin((2 * Math.PI * k) / nodes.length) }));
    const rank = new Map(nodes.map((node, k) => [node, k])), ideal = 1.4 / Math.sqrt(nodes.length);
    for (let step = 0, heat = 0.1; step < 250; step++, heat *= 0.985) {
      const push = at.map((p) => ({ x: -0.1 * p.x, y: -0.1 * p.y }));
      for (let i = 0; i < at.length; i++) for (let j = 0; j < i; j++) {
        const dx = at[i].x - at[j].x, dy = at[i].y - at[j].y, d = Math.hypot(dx, dy) || 1e-3, f = (ideal * ideal) / (d * d);
        push[i].x += dx * f; push[i].y += dy * f; push[j].x -= dx * f; push[j].y -= dy * f;
      }
      for (const [a, b] of pairs) {
        const i = rank.get(a), j = rank.get(b), dx = at[i].x - at[j].x, dy = at[i].y - at[j].y, f = Math.hypot(dx, dy) / ideal;
        push[i].x -= dx * f; push[i].y -= dy * f; push[j].x += dx * f; push[j].y += dy * f;
      }
      at.forEach((p, k) => { const d = Math.hypot(push[k].x, push[k].y) || 1, m = Math.min(d, heat); p.x += (push[k].x / d) * m; p.y += (push[k].y / d) * m; });
    }
    const edges = pairs.filter(([a, b]) => a !== b).map(([a, b]) => Math.hypot(at[rank.get(a)].x - at[rank.get(b)].x, at[rank.get(a)].y - at[rank.get(b)].y));
    const long = edges.length ? edges.reduce((a, b) => a + b) / edges.length : 1, left = Math.min(...at.map((p) => p.x)), top = Math.min(...at.map((p) => p.y));
    // Names are wide and low: a step aside is longer than one down.
    return at.map((p) => ({ x: ((p.x - left) / long) * 105, y: ((p.y - top) / long) * 66 }));
  }
  function layout(nodes, pairs) {
    // Groups that have nothing to do with each other are laid out one by one and packed in rows.
    const group = new Map(nodes.map((node) => [node, node]));
    const root = (node) => { while (group.get(node) !== node) node = group.get(node); return node; };
    for (const [a, b] of pairs) group.set(root(a), root(b));
    const groups = new Map();
    for (const node of nodes) groups.set(root(node), [...(groups.get(root(node)) ?? []), node]);
    const places = new Map();
    let x = 0, y = 0, row = 0;
    for (const members of [...groups.values()].sort((a, b) => b.length - a.length || a[0] - b[0])) {
      const own = forces(members, pairs.filter(([a]) => members.includes(a)));
      const room = Math.max(...members.map((node) => 6 * short(nameOf(node)).length)), wide = Math.max(...own.map((p) => p.x)) + room + 20, high = Math.max(...own.map((p) => p.y)) + 44;
      if (x && x + wide > 1150) { x = 0; y += row; row = 0; }
      members.forEach((node, k) => places.set(node, { x: x + room / 2 + own[k].x, y: y + own[k].y }));
      x += wide; row = Math.max(row, high);
    }
    const all = [...places.values()], low = Math.min(...all.map((p) => p.x)), wide = Math.max(...all.map((p) => p.x)) - low;
    all.forEach((p) => { p.x = wide ? 90 + (780 * (p.x - low)) / wide : 480; p.y += 30; });
    return places;
  }
  const short = (name) => { const plain = name.replace(/ \([^)]*\)$/, ""); return plain.length > 28 ? `${plain.slice(0, 27)}…` : plain; };
  function graph(pairs) {
    if (!pairs.length) return empty("graph");
    const nodes = [...new Set(pairs.flatMap(([a, b]) => [a, b]))].sort((a, b) => a - b), at = layout(nodes, pairs), most = pairs[0][2];
    const svg = draw("svg", { viewBox: `0 0 960 ${Math.max(...[...at.values()].map((p) => p.y)) + 30}` });
    for (const [a, b, n] of pairs) {
      const p = at.get(a), q = at.get(b), d = Math.hypot(q.x - p.x, q.y - p.y) || 1, ux = (q.x - p.x) / d, uy = (q.y - p.y) / d, width = 1 + (4 * (n - 1)) / Math.max(most - 1, 1);
      const edge = clickable(draw("g"), `${nameOf(a)} → ${nameOf(b)} : ${n}`, () => narrow({ accuser: a, accused: b }));
      const tip = { x: q.x - ux * 6, y: q.y - uy * 6 }, base = { x: q.x - ux * (12 + 2 * width), y: q.y - uy * (12 + 2 * width) }, side = 3 + width;
      edge.append(draw("line", { x1: p.x, y1: p.y, x2: q.x, y2: q.y, "stroke-width": 12, style: "stroke:transparent" }));
      if (a === b) edge.append(draw("circle", { cx: p.x, cy: p.y - 11, r: 8, style: "fill:none;stroke:var(--soft)" }));
      else edge.append(draw("line", { x1: p.x, y1: p.y, x2: base.x, y2: base.y, "stroke-width": width }), draw("path", { class: "head", d: `M${tip.x} ${tip.y}L${base.x - uy * side} ${base.y + ux * side}L${base.x + uy * side} ${base.y - ux * side}Z` }));
      svg.append(edge);
    }
    const weight = (node) => pairs.reduce((sum, [a, b, n]) => sum + (a === node || b === node ? n : 0), 0), taken = nodes.map((node) => ({ left: at.get(node).x - 5, right: at.get(node).x + 5, top: at.get(node).y - 5, bottom: at.get(node).y + 5 }));
    for (const node of [...nodes].sort((a, b) => weight(b) - weight(a) || a - b)) {
      const p = at.get(node), group = clickable(draw("g"), nameOf(node), () => narrow({ actor: node })), label = short(nameOf(node));
      const box = (y) => ({ left: p.x - 2.9 * label.length, right: p.x + 2.9 * label.length, top: y - 9, bottom: y + 2 });
      const free = (y) => !taken.some((o) => box(y).left < o.right && box(y).right > o.left && box(y).top < o.bottom && box(y).bottom > o.top);
      const y = [p.y - 8, p.y + 17].find(free);
      // A label with no room is shown when its node is pointed at.
      if (y === undefined) group.classList.add("quiet");
      else taken.push(box(y));
      group.append(draw("circle", { cx: p.x, cy: p.y, r: 5 }), draw("text", { x: p.x, y: y ?? p.y - 8, "text-anchor": "middle" }, label));
      svg.append(group);
    }
    byId("graph").replaceChildren(svg);
  }
  function sentiment() {
    const rows = D.sentiment;
    if (!rows.length) return empty("sentiment");
    const svg = draw("svg", { viewBox: `0 0 960 ${rows.length * 22 + 30}` }), x = (value) => 600 + 320 * value;
    svg.append(draw("line", { x1: x(0), y1: 0, x2: x(0), y2: rows.length * 22, "stroke-dasharray": "3 3" }));
    rows.forEach((row, k) => {
      const y = k * 22 + 14, label = `${row.name} : ${decimal(row.mean)}${row.low === null ? "" : ` [${decimal(row.low)} ; ${decimal(row.high)}]`}, n = ${row.n}`;
      const group = clickable(draw("g"), label, () => narrow({ opinions: row.actor }));
      group.append(draw("rect", { x: 0, y: y - 11, width: 960, height: 22, fill: "transparent" }), draw("text", { x: 265, y: y + 4, "text-anchor": "end" }, row.name));
      if (row.low !== null) group.append(draw("line", { x1: x(row.low), y1: y, x2: x(row.high), y2: y, "stroke-width": 2 }));
      if (row.author !== null) group.append(draw("line", { x1: x(row.author), y1: y - 6, x2: x(row.author), y2: y + 6, "stroke-width": 3, style: "stroke:var(--fill)" }));
      group.append(draw("circle", { cx: x(row.mean), cy: y, r: 5 }));
      svg.append(group);
    });
    [-1, 0, 1].forEach((value) => svg.append(draw("text", { x: x(value), y: rows.length * 22 + 20, "text-anchor": "middle", class: "axis" }, value > 0 ? "+1" : String(value))));
    byId("sentiment").replaceChildren(svg);
  }

  // ------------------------------------------------------------ reading
  function line(i) {
    if (state.opinions !== null) {
      const o = D.opinions[i], doc = docs[o.doc];
      return [make("b", {}, `${nameOf(o.holder)} : `), `${o.expression} (${decimal(o.score)})`, o.context.trim(), doc];
    }
    return [make("b", {}, `${nameOf(R.accuser[i])} → ${nameOf(R.accused[i])} `), `${word(`act.${R.act[i]}`)}, ${word(`factuality.${R.factuality[i]}`)}${R.response[i] ? `, ${word(`response.${R.response[i]}`)}` : ""}`, R.evidence[i], docs[R.doc[i]]];
  }
  function rowNode(k) {
    const [who, what, words, doc] = line(shown[k]);
    const node = make("div", { class: "row", role: "option", id: `row-${k}`, "aria-selected": k === selected, "aria-setsize": shown.length, "aria-posinset": k + 1, onclick: () => select(k) }, make("div", {}, who, what, make("small", {}, ` · ${doc.outlet ?? doc.id}, ${doc.date ?? word("undated")}`)), make("div", {}, words));
    node.style.top = `${k * ROW}px`;
    return node;
  }
  function paint() {
    const list = byId("list"), first = printing ? 0 : Math.max(0, Math.floor(list.scrollTop / ROW) - 5);
    const last = printing ? Math.min(shown.length, PRINTED) : Math.min(shown.length, first + Math.ceil(list.clientHeight / ROW) + 10);
    const nodes = [];
    for (let k = first; k < last; k++) nodes.push(rowNode(k));
    if (printing && shown.length > PRINTED) nodes.push(make("p", {}, word("printed")));
    if (!shown.length) nodes.push(make("p", { class: "note" }, word("nothing")));
    list.replaceChildren(byId("spacer"), ...nodes);
    byId("spacer").style.display = printing ? "none" : "";
  }
  function select(k) {
    selected = k;
    const list = byId("list");
    if (k >= 0) {
      if (k * ROW < list.scrollTop) list.scrollTop = k * ROW;
      if ((k + 1) * ROW > list.scrollTop + list.clientHeight) list.scrollTop = (k + 1) * ROW - list.clientHeight;
      list.setAttribute("aria-activedescendant", `row-${k}`);
      detail(shown[k]);
    } else {
      list.removeAttribute("aria-activedescendant");
      byId("detail").replaceChildren(make("p", {}, word("open_hint")));
    }
    paint();
  }
  function highlighted(text, marks) {
    // Offsets count code points, JavaScript counts UTF-16 units.
    const letters = Array.from(text), edges = [...new Set([0, letters.length, ...marks.flatMap(([start, end]) => [start, end])])].filter((edge) => edge >= 0 && edge <= letters.length).sort((a, b) => a - b);
    const quote = make("blockquote");
    for (let k = 0; k + 1 < edges.length; k++) {
      const words = letters.slice(edges[k], edges[k + 1]).join(""), roles = marks.filter(([start, end]) => start <= edges[k] && edges[k + 1] <= end).map(([, , role]) => role);
      quote.append(roles.length ? make("mark", { class: roles.join(" ") }, words) : words);
    }
    return quote;
  }
  function legend(marks) {
    const roles = ["accuser", "cue", "accused", "charge", "response"].filter((role) => marks.some((mark) => mark[2] === role));
    return make("p", { class: "legend" }, ...roles.flatMap((role) => [make("mark", { class: role }, word(role)), " "]));
  }
  function facts(pairs) {
    return make("dl", {}, ...pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").flatMap(([key, value]) => [make("dt", {}, word(key)), make("dd", {}, String(value))]));
  }
  function where(doc, start, end) {
    return [["source", [doc.title, doc.outlet, doc.date ?? word("undated"), doc.id].filter(Boolean).join(" · ")], ["offsets", `${start}–${end}`]];
  }
  function status(i) {
    const stage = R.legal_stage[i], parts = [word(`status.${R.factuality[i]}`)];
    if (["complaint", "investigation", "charged", "trial"].includes(stage)) parts.push(word("status.presumed"));
    if (stage === "convicted") parts.push(word("status.convicted"));
    if (stage === "acquitted" || stage === "dismissed") parts.push(word("status.cleared"));
    return parts.join(" ");
  }
  function detail(i) {
    if (state.opinions !== null) {
      const o = D.opinions[i];
      byId("detail").replaceChildren(highlighted(o.context, [[o.start, o.end, "cue"]]), facts([["holder", nameOf(o.holder)], ["actor", nameOf(o.target)], ["score", decimal(o.score)], ["rule", o.rule], ...where(docs[o.doc], o.raw[0], o.raw[1])]));
      return;
    }
    byId("detail").replaceChildren(highlighted(R.evidence[i], R.marks[i]), legend(R.marks[i]), make("p", { class: "status" }, status(i)), facts([["accuser", nameOf(R.accuser[i])], ["accused", nameOf(R.accused[i])], ["act", word(`act.${R.act[i]}`)], ["charge", R.charge[i] === null ? null : `« ${R.charge[i]} »`], ["factuality", word(`factuality.${R.factuality[i]}`)], ["response", R.response[i] === null ? word("response.silent") : `${word(`response.${R.response[i]}`)}${R.response_cue[i] === null ? "" : ` : « ${R.response_cue[i]} »`}`], ["legal_stage", R.legal_stage[i] === null ? null : word(`legal_stage.${R.legal_stage[i]}`)], ["reported_by", R.reported_by[i] === null ? null : nameOf(R.reported_by[i])], ["sure", R.confidence[i] === null ? null : decimal(R.confidence[i])], ["rule", R.rule[i]], ["damaged", R.damaged[i] ? "✓" : null], ...where(docs[R.doc[i]], R.raw[i][0], R.raw[i][1])]));
  }

  // ------------------------------------------------------------ the page
  function options(id, values, label) {
    byId(id).replaceChildren(make("option", { value: "" }, word("any")), ...values.map((value) => make("option", { value }, label(value))));
  }
  function fill() {
    for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
    document.title = `griefs · ${word("title")}`;
    const dates = docs.map((doc) => doc.date).filter(Boolean).sort();
    const figuresOf = [["articles", number(docs.length)], ["rejected", number(D.rejected.length)], ["actors", number(D.n_actors)], ["accusations", number(TOTAL)], ["opinions", number(D.n_opinions)], ...(D.n_wrong ? [["wrong", number(D.n_wrong)]] : []), ["period", dates.length ? `${dates[0].slice(0, 10)} – ${dates.at(-1).slice(0, 10)}` : "–"]];
    byId("corpus").replaceChildren(...figuresOf.map(([key, value]) => make("div", {}, make("dt", {}, word(key)), make("dd", {}, value))));
    options("f-outlet", [...new Set(docs.map((doc) => doc.outlet).filter(Boolean))].sort((a, b) => a.localeCompare(b)), (value) => value);
    options("f-act", D.acts, (value) => word(`act.${value}`));
    options("f-factuality", ["made", ...D.factualities], (value) => word(value === "made" ? value : `factuality.${value}`));
    options("f-response", ["deny", "admit", "counter", "none", "silent"], (value) => word(`response.${value}`));
    byId("f-factuality").value = "made";
    byId("actors").replaceChildren(...D.actors.map((name) => make("option", { value: name })));
    byId("rejects").replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, make("th", {}, word("source")), make("th", {}, word("reason")))), make("tbody", {}, ...D.rejected.map((row) => make("tr", {}, make("td", {}, row[0]), make("td", {}, row[1]))))));
    byId("about").textContent = D.about;
  }
  function listen() {
    const ranks = new Map(D.actors.map((name, k) => [name.toLocaleLowerCase(D.lang), k]));
    byId("f-actor").addEventListener("input", (event) => {
      const found = ranks.get(event.target.value.trim().toLocaleLowerCase(D.lang));
      if (found !== undefined || event.target.value === "") { state.actor = found ?? null; update(); }
    });
    for (const key of ["outlet", "from", "to", "act", "factuality", "response"]) byId(`f-${key}`).addEventListener("change", (event) => { state[key] = event.target.value; update(); });
    byId("f-confidence").addEventListener("input", (event) => { state.confidence = Number(event.target.value); byId("confidence").textContent = decimal(state.confidence); update(); });
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("filters").addEventListener("reset", () => {
      Object.assign(state, { actor: null, accuser: undefined, accused: null, outlet: "", from: "", to: "", month: null, kind: undefined, act: "", factuality: "made", response: "", confidence: 0, opinions: null });
      byId("confidence").textContent = "0";
      setTimeout(() => { byId("f-factuality").value = "made"; update(); });
    });
    byId("back").addEventListener("click", () => narrow({}));
    byId("list").addEventListener("scroll", () => requestAnimationFrame(paint));
    byId("list").addEventListener("keydown", (event) => {
      const page = Math.floor(byId("list").clientHeight / ROW), steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -shown.length, End: shown.length };
      if (!(event.key in steps) || !shown.length) return;
      event.preventDefault();
      select(Math.min(Math.max(selected + steps[event.key], 0), shown.length - 1));
    });
    addEventListener("beforeprint", () => { printing = true; paint(); });
    addEventListener("afterprint", () => { printing = false; paint(); });
    addEventListener("resize", paint);
  }
  fill();
  sentiment();
  listen();
  update();
})();
