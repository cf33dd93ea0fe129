/** Steps that the reported loss is a mean over, so that one noisy batch does not decide it. */
export const LOSS_WINDOW = 50;
