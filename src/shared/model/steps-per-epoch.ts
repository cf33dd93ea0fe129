/** Steps in one pass over the data: the last partial batch is dropped, as the tutorials' loader does. */
export function stepsPerEpoch(config: { readonly dataSize: number; readonly batch: number }): number {
  return Math.max(1, Math.floor(config.dataSize / config.batch));
}
