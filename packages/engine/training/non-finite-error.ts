/** The loss or the gradient was infinite or not a number; the weights are those from before the step. */
export class NonFiniteError extends Error {
  readonly step: number;
  readonly loss: number;
  readonly norm: number;

  constructor(step: number, loss: number, norm: number) {
    super(
      `Step ${step} gave loss ${loss} and gradient norm ${norm}, and the weights from before it were kept; ` +
        "lower the learning rate or look at this step's data.",
    );
    this.name = 'NonFiniteError';
    this.step = step;
    this.loss = loss;
    this.norm = norm;
  }
}
