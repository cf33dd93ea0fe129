/** Type under which a dragged run carries its id. */
export const DRAGGED_RUN = 'application/x-streamline-run';
