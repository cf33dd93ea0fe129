/** `--bg-0` of the design tokens: what is seen before the page has painted. */
export const GROUND = { dark: '#090b0e', light: '#f3f5f7' } as const;
