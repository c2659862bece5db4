import { Controller } from '@nestjs/common';
import { type InputOf, previewFitWeights, readFitWeights, saveFitWeights } from '#contracts';
import { EventFitWeights } from '#events';
import type { Caller } from '#identity';
import { Calling, Endpoint, Input } from '../http/endpoint.js';

@Controller()
export class FitWeightsController {
  constructor(private readonly weights: EventFitWeights) {}

  @Endpoint(readFitWeights)
  read(@Input() { params }: InputOf<typeof readFitWeights>) {
    return this.weights.read(params.id);
  }

  @Endpoint(previewFitWeights)
  preview(@Input() { params, body }: InputOf<typeof previewFitWeights>) {
    return this.weights.preview(params.id, body.weights);
  }

  @Endpoint(saveFitWeights)
  save(@Calling() caller: Caller, @Input() { params, body }: InputOf<typeof saveFitWeights>) {
    return this.weights.save(caller, params.id, body);
  }
}
