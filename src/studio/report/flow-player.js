// The report's interactive flow: trajectories drawn on a canvas, time on a slider, the view turned by dragging.
// Runs in a browser, offline, from inside the report; `#flows` holds the data as JSON.
(() => {
  const flows = JSON.parse(document.getElementById('flows').textContent);
  const canvas = document.getElementById('flow');
  const slider = document.getElementById('time');
  const readout = document.getElementById('readout');
  const play = document.getElementById('play');
  const select = document.getElementById('which');
  const context = canvas.getContext('2d');
  if (!context || flows.length === 0) return;
  const view = { azimuth: -0.77, elevation: 0.28 };
  let flow = decode(flows[0]);
  let t = 0.62;
  let playing = false;
  let due = false;

  /** 16-bit places back to data units, `[frames, particles, 2]`. */
  function decode({ colour, extent, frames, particles, times, places }) {
    const bytes = Uint8Array.from(atob(places), (character) => character.charCodeAt(0));
    const words = new Int16Array(bytes.buffer);
    return {
      colour,
      extent,
      frames,
      particles,
      times,
      x: Float32Array.from(words, (word) => (word / 32767) * 2 * extent),
    };
  }

  const colourOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /** Time goes to the right, the second coordinate up, the first towards the viewer; both in half widths of the box. */
  function projector(width, height) {
    const [ca, sa, ce, se] = [
      Math.cos(view.azimuth),
      Math.sin(view.azimuth),
      Math.cos(view.elevation),
      Math.sin(view.elevation),
    ];
    const scale = Math.min(width / 5.6, height / 3.6);
    return (time, a, b) => {
      const [x, y, z] = [4.1 * (time - 0.5), b, -a];
      const across = x * ca + z * sa;
      const deep = -x * sa + z * ca;
      const up = y * ce - deep * se;
      const far = 9 / (9 - (y * se + deep * ce));
      return [width / 2 + across * far * scale, height / 2 - up * far * scale];
    };
  }

  function draw() {
    due = false;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const project = projector(width, height);
    frame(project);
    const at = flow.times.findLastIndex((time) => time <= t);
    paths(project, 0, at, 0.34);
    paths(project, at, flow.frames - 1, 0.09);
    particles(project, at);
    slider.value = String(t);
    readout.textContent = `t = ${t.toFixed(3)}`;
  }

  function place(frame, particle) {
    const at = 2 * (frame * flow.particles + particle);
    return [flow.x[at] / flow.extent, flow.x[at + 1] / flow.extent];
  }

  function paths(project, from, to, alpha) {
    if (to <= from) return;
    context.strokeStyle = colourOf(flow.colour);
    context.globalAlpha = alpha;
    context.lineWidth = 0.9;
    context.beginPath();
    for (let particle = 0; particle < flow.particles; particle++) {
      for (let frame = from; frame <= to; frame++) {
        const [x, y] = project(flow.times[frame], ...place(frame, particle));
        if (frame === from) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  function particles(project, at) {
    const next = Math.min(at + 1, flow.frames - 1);
    const span = flow.times[next] - flow.times[at];
    const share = span > 0 ? (t - flow.times[at]) / span : 0;
    context.fillStyle = colourOf(flow.colour);
    for (let particle = 0; particle < flow.particles; particle++) {
      const [a, b] = [place(at, particle), place(next, particle)];
      const [x, y] = project(t, a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]));
      context.beginPath();
      context.arc(x, y, 2, 0, 2 * Math.PI);
      context.fill();
    }
  }

  /** The box's edges, the slice at t, and what stands at its ends. */
  function frame(project) {
    context.lineWidth = 1;
    const corners = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ];
    for (const [time, colour] of [
      [0, '--line'],
      [1, '--line'],
      [t, '--accent'],
    ]) {
      context.strokeStyle = colourOf(colour);
      context.beginPath();
      for (const [a, b] of corners) context.lineTo(...project(time, a, b));
      context.stroke();
    }
    context.strokeStyle = colourOf('--line');
    for (const [a, b] of corners.slice(0, 4)) {
      context.beginPath();
      context.moveTo(...project(0, a, b));
      context.lineTo(...project(1, a, b));
      context.stroke();
    }
    context.fillStyle = colourOf('--quiet');
    context.font = '12px system-ui, sans-serif';
    context.textAlign = 'center';
    for (const [time, words] of [
      [0, 'Source, t = 0'],
      [1, 'Data, t = 1'],
    ]) {
      const [x, y] = project(time, 0, 1.22);
      context.fillText(words, x, y);
    }
  }

  function ask() {
    if (due) return;
    due = true;
    requestAnimationFrame(draw);
  }

  function step(now, last) {
    if (!playing) return;
    t = Math.min(1, t + (now - last) / 4000);
    if (t >= 1) setPlaying(false);
    ask();
    requestAnimationFrame((later) => step(later, now));
  }

  function setPlaying(value) {
    playing = value;
    play.textContent = playing ? 'Pause' : 'Play';
  }

  slider.addEventListener('input', () => {
    setPlaying(false);
    t = Number(slider.value);
    ask();
  });
  play.addEventListener('click', () => {
    if (!playing && t >= 1) t = 0;
    setPlaying(!playing);
    if (playing) requestAnimationFrame((now) => step(now, now));
  });
  select?.addEventListener('change', () => {
    flow = decode(flows[Number(select.value)]);
    ask();
  });
  canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener('pointermove', (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    view.azimuth = Math.max(-1.5, Math.min(1.5, view.azimuth + event.movementX * 0.007));
    view.elevation = Math.max(-0.2, Math.min(1.4, view.elevation + event.movementY * 0.007));
    ask();
  });
  canvas.addEventListener('keydown', (event) => {
    const turn = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[event.key];
    if (!turn) return;
    event.preventDefault();
    view.azimuth = Math.max(-1.5, Math.min(1.5, view.azimuth + turn[0]));
    view.elevation = Math.max(-0.2, Math.min(1.4, view.elevation + turn[1]));
    ask();
  });
  new ResizeObserver(ask).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ask);
  ask();
})();
