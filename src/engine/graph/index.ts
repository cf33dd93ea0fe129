export { compileLoop, type Loop, type LoopBody } from './loop.ts';
export { random } from './random.ts';
