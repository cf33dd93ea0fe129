/** One step from `version - 1` to `version`. Applied once, in one transaction together with `user_version`. */
export type Migration = { readonly version: number; readonly title: string; readonly sql: string };
