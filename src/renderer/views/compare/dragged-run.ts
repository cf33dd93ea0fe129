/** Runs that are dragged carry their ids under this type, with spaces between them. */
export const DRAGGED_RUN = 'application/x-streamline-run';

export function carry(event: DragEvent, ids: readonly string[]): void {
  event.dataTransfer?.setData(DRAGGED_RUN, ids.join(' '));
}

export function carried(event: DragEvent): readonly string[] {
  return (event.dataTransfer?.getData(DRAGGED_RUN) ?? '').split(' ').filter((id) => id !== '');
}
