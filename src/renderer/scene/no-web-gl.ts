/** WebGL 2 is missing or switched off; the 2-D view still works. */
export class NoWebGlError extends Error {
  constructor() {
    super('3-D is off: there is no WebGL 2 here. Slice, curves and tables work as usual.');
    this.name = 'NoWebGlError';
  }
}
