/** How a person likes the app: her language, the full or the simple form, read aloud, how fast. */
export type Prefs = { lang?: string; mode?: 'full' | 'simple'; listen?: boolean; rate?: number };
