/** What a form holds that the server has not got yet, kept on this device. */
export interface LocalDraft {
  /** The server's version that the changes stand on; 0 for a listing that was never saved. */
  version: number;
  content: Record<string, unknown>;
  disclosure: string;
}

const keyOf = (place: string) => `chanyanhui.draft.${place}`;

export function readLocalDraft(place: string): LocalDraft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(place)) ?? 'null') as LocalDraft | null;
  } catch {
    return null;
  }
}
export function keepLocalDraft(place: string, draft: LocalDraft) {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify(draft));
  } catch {
    // A full or forbidden store only takes away the fallback; the server still gets the draft.
  }
}
export const dropLocalDraft = (place: string) => localStorage.removeItem(keyOf(place));
