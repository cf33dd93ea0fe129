/** `name`, or `name-2`, `name-3` … until it is free. A name is taken too when runs of several seeds were made of it. */
export function freeName(name: string, taken: readonly string[]): string {
  const free = (wish: string) => !taken.some((other) => other === wish || other.startsWith(`${wish}-seed-`));
  if (free(name)) return name;
  for (let number = 2; ; number++) if (free(`${name}-${number}`)) return `${name}-${number}`;
}
