import { IN_WORLD_GLSL, placesGlsl } from './flow-places.ts';

/** GLSL of the scene. Colours are sRGB values passed through as they are; everything is premultiplied. */

/**
 * A band along a polyline, widened in screen space. Every point is there twice, and its neighbours are read from the same
 * list; corners are mitred, so that translucent segments never overlap. (Not instanced: software rasterisers draw every
 * instance as a call of its own, forty times slower.)
 */
export const RIBBON_VERTEX = /* glsl */ `
attribute vec4 before;
attribute vec4 point;
attribute vec4 after;
attribute float tone;
uniform vec2 resolution;
uniform float width;
uniform float timeLength;
varying float vTime;
varying float vSpeed;
varying float vDepth;
varying float vTone;
varying float vAcross;
vec2 onScreen(vec4 clip) { return clip.xy / max(clip.w, 1e-3) * resolution; }
vec2 direction(vec2 from, vec2 to, vec2 otherwise) {
  float size = length(to - from);
  return size > 1e-4 ? (to - from) / size : otherwise;
}
void main() {
  mat4 toClip = projectionMatrix * modelViewMatrix;
  vec4 clip = toClip * vec4(point.xyz, 1.);
  vec2 here = onScreen(clip);
  bool first = point.w < 0.;
  bool last = after.w < 0.;
  vec2 ahead = last ? vec2(0.) : direction(here, onScreen(toClip * vec4(after.xyz, 1.)), vec2(0.));
  vec2 back = first ? ahead : direction(onScreen(toClip * vec4(before.xyz, 1.)), here, ahead);
  if (last || ahead == vec2(0.)) ahead = back;
  vec2 along = direction(vec2(0.), back + ahead, vec2(1., 0.));
  vec2 normal = vec2(-along.y, along.x);
  float mitre = 1. / max(.5, abs(dot(normal, vec2(-ahead.y, ahead.x))));
  float side = (gl_VertexID & 1) == 0 ? -1. : 1.;
  vAcross = side * (width + 1.) * .5;
  clip.xy += normal * side * mitre * (width + 1.) / resolution * clip.w;
  gl_Position = clip;
  vTime = point.x / timeLength + .5;
  vSpeed = first ? -1. - point.w : point.w;
  vDepth = -(modelViewMatrix * vec4(point.xyz, 1.)).z;
  vTone = tone;
}`;

/**
 * `mode`: 0 solid, 1 colour map by value, 2 palette by condition. A tone below zero (tone − 2) belongs to a particle that
 * is not looked at now.
 */
export const RIBBON_FRAGMENT = /* glsl */ `
precision highp float;
uniform sampler2D map;
uniform sampler2D palette;
uniform vec3 solid;
uniform int mode;
uniform float now;
uniform float past;
uniform float future;
uniform float tail;
uniform float rest;
uniform float opacity;
uniform float width;
uniform float additive;
uniform vec2 fog;
varying float vTime;
varying float vSpeed;
varying float vDepth;
varying float vTone;
varying float vAcross;
void main() {
  bool faint = vTone < -.5;
  float tone = faint ? vTone + 2. : vTone;
  vec3 colour = mode == 0 ? solid : mode == 1 ? texture2D(map, vec2(vSpeed, .5)).rgb : texture2D(palette, vec2(tone, .5)).rgb;
  float alpha = vTime <= now ? past * mix(1., rest, clamp((now - vTime) / tail, 0., 1.)) : future;
  if (faint) alpha *= .1;
  alpha = min(1., alpha * opacity) * mix(.38, 1., 1. - smoothstep(fog.x, fog.y, vDepth));
  alpha *= 1. - smoothstep(width * .5 - .5, width * .5 + .6, abs(vAcross));
  gl_FragColor = vec4(colour * alpha, alpha * mix(1., .15, additive));
}`;

const pointVertex = (head: string, position: string) => /* glsl */ `
${head}
attribute float tone;
uniform float size;
uniform float reach;
varying float vDepth;
varying float vTone;
varying float vPixels;
void main() {
  vec4 view = modelViewMatrix * vec4(${position}, 1.);
  gl_Position = projectionMatrix * view;
  vDepth = -view.z;
  vTone = tone;
  vPixels = size * reach / max(.1, vDepth);
  // One pixel more for the soft edge.
  gl_PointSize = vPixels + 1.;
}`;

export const POINT_VERTEX = pointVertex('', 'position');

/** Point i is the i-th drawn particle of a flow; while it glides, on its way from an older place. */
export const FLOW_POINT_VERTEX = pointVertex(
  `${placesGlsl()}${IN_WORLD_GLSL}
attribute vec2 from;
uniform float glided;`,
  'inWorld(mix(from, placeNow(gl_VertexID), glided))',
);

/**
 * Lines between where two flows have the same particle now: four points a particle, two sides of two ends. The value is
 * their distance, 1 at `most`.
 */
export const FLOW_LINE_VERTEX = /* glsl */ `
${placesGlsl()}${placesGlsl('other')}${IN_WORLD_GLSL}
uniform vec2 resolution;
uniform float width;
uniform float most;
varying float vTime;
varying float vSpeed;
varying float vDepth;
varying float vTone;
varying float vAcross;
void main() {
  int particle = gl_VertexID >> 2;
  vec2 here = placeNow(particle);
  vec2 there = otherPlaceNow(particle);
  mat4 toClip = projectionMatrix * modelViewMatrix;
  vec4 a = toClip * vec4(inWorld(there), 1.);
  vec4 b = toClip * vec4(inWorld(here), 1.);
  vec2 along = (b.xy / max(b.w, 1e-3) - a.xy / max(a.w, 1e-3)) * resolution;
  float size = length(along);
  vec2 normal = size > 1e-4 ? vec2(-along.y, along.x) / size : vec2(0.);
  float side = (gl_VertexID & 1) == 0 ? -1. : 1.;
  vec4 clip = (gl_VertexID & 2) == 0 ? a : b;
  vAcross = side * (width + 1.) * .5;
  clip.xy += normal * side * (width + 1.) / resolution * clip.w;
  gl_Position = clip;
  vTime = now;
  vSpeed = min(1., distance(here, there) / most);
  vDepth = clip.w;
  vTone = 0.;
}`;

/** A disc whose outer fifth is rim: in the ground's colour it keeps dots of a crowd apart. */
export const POINT_FRAGMENT = /* glsl */ `
precision highp float;
uniform sampler2D palette;
uniform vec3 solid;
uniform vec3 rim;
uniform int mode;
uniform float opacity;
uniform float rimAlpha;
uniform vec2 fog;
varying float vDepth;
varying float vTone;
varying float vPixels;
void main() {
  float radius = length(gl_PointCoord * 2. - 1.) * (vPixels + 1.) / vPixels;
  float soft = 1. / vPixels;
  float disc = 1. - smoothstep(.85 - soft, .85 + soft, radius);
  if (disc <= 0.) discard;
  bool faint = vTone < -.5;
  vec3 colour = mode == 2 ? texture2D(palette, vec2(faint ? vTone + 2. : vTone, .5)).rgb : solid;
  float core = 1. - smoothstep(.7 - soft, .7 + soft, radius);
  float alpha = (faint ? .12 : 1.) * opacity * mix(.45, 1., 1. - smoothstep(fog.x, fog.y, vDepth)) * disc * mix(rimAlpha, 1., core);
  gl_FragColor = vec4(mix(rim, colour, core) * alpha, alpha);
}`;

/** Flat triangles with a colour (not premultiplied) of their own. */
export const FLAT_VERTEX = /* glsl */ `
attribute vec4 colour;
uniform float opacity;
varying vec4 vColour;
void main() {
  float alpha = min(1., colour.a * opacity);
  vColour = vec4(colour.rgb * alpha, alpha);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.);
}`;
export const FLAT_FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 vColour;
void main() { gl_FragColor = vColour; }`;
