/** A row of the append-only table of edits, in the order of `no`. */
export interface EditRow {
  no: number;
  kind: 'edit' | 'undo' | 'redo';
  /** The edit that an undo or redo is about. */
  target: number | null;
}

/** Edits that may be undone and redone, by number, the next one last. */
export interface EditHistory {
  undo: number[];
  redo: number[];
}

/** What the rows amount to: an edit after an undo forgets what could have been redone. */
export function historyOf(rows: readonly EditRow[]): EditHistory {
  const history: EditHistory = { undo: [], redo: [] };
  for (const { no, kind, target } of rows) {
    if (kind === 'edit') {
      history.undo.push(no);
      history.redo = [];
    } else if (kind === 'undo') {
      history.undo.pop();
      history.redo.push(target!);
    } else {
      history.redo.pop();
      history.undo.push(target!);
    }
  }
  return history;
}
