import { add } from '../operators/add.ts';
import { constant } from '../operators/constant.ts';
import { applicationsOf } from '../tensor/operator.ts';
import type { Tensor } from '../tensor/tensor.ts';

/**
 * dL/dx for each x of `wrt`, by walking the applications from the scalar `loss` back; undefined where the
 * loss does not depend on x. Throws if an operator without a gradient stands between them.
 */
export function gradients(loss: Tensor, wrt: readonly Tensor[]): (Tensor | undefined)[] {
  if (loss.shape.length !== 0)
    throw new Error(`A gradient needs a scalar loss, but its shape is [${loss.shape.join(',')}].`);
  const order = applicationsOf([loss]);
  const varying = new Set<Tensor>(wrt);
  for (const { inputs, outputs } of order)
    if (inputs.some((tensor) => varying.has(tensor))) for (const output of outputs) varying.add(output);

  const accumulated = new Map<Tensor, Tensor>([[loss, constant(1, loss.dtype)]]);
  for (const { operator, inputs, outputs, attributes } of order.reverse()) {
    const arriving = outputs.map((output) => (varying.has(output) ? accumulated.get(output) : undefined));
    if (arriving.every((one) => one === undefined)) continue;
    if (!inputs.some((tensor) => varying.has(tensor))) continue;
    const rule = operator.definition.gradient;
    if (rule === undefined)
      throw new Error(`The loss depends on weights through "${operator.name}", which has no gradient.`);
    const gradient = arriving[0] as Tensor;
    const needed = inputs.map((tensor) => varying.has(tensor));
    const contributions = rule({ inputs, outputs, attributes, gradient, gradients: arriving, needed });
    for (const [place, tensor] of inputs.entries()) {
      const contribution = contributions[place];
      if (contribution === undefined || !varying.has(tensor)) continue;
      checkShape(operator.name, contribution, tensor);
      const earlier = accumulated.get(tensor);
      accumulated.set(tensor, earlier === undefined ? contribution : add(earlier, contribution));
    }
  }
  return wrt.map((tensor) => accumulated.get(tensor));
}

function checkShape(operator: string, gradient: Tensor, tensor: Tensor): void {
  if (`${gradient}` !== `${tensor}`)
    throw new Error(`The gradient rule of "${operator}" gives ${gradient} for an input ${tensor}.`);
}
