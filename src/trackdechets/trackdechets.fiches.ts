import { Injectable } from '@nestjs/common';
import { call, type Call } from './call';
import {
  type BsffFicheInterventionInput,
  CreateFicheInterventionBsffDocument,
  type CreateFicheInterventionBsffMutation,
  UpdateFicheInterventionBsffDocument,
  type UpdateFicheInterventionBsffMutation,
} from './generated';
import { type TrackdechetsToken } from './token';
import { TrackdechetsClient } from './trackdechets.client';
import { type Priority } from './request-budget';

/** Fiches d'intervention. Trackdéchets cannot list or find them: what `create` answers is the only trace of an id. */
@Injectable()
export class TrackdechetsFiches {
  constructor(private readonly client: TrackdechetsClient) {}

  /** For an array of operations; weights in kg. */
  static creation(input: BsffFicheInterventionInput): Call<CreateFicheInterventionBsffMutation> {
    return call(CreateFicheInterventionBsffDocument, { input });
  }

  /** For an array of operations; replaces the whole content. */
  static edition(id: string, input: BsffFicheInterventionInput): Call<UpdateFicheInterventionBsffMutation> {
    return call(UpdateFicheInterventionBsffDocument, { id, input });
  }

  /** Answers the fiche's Trackdéchets id. Throws TrackdechetsError; after UNKNOWN_OUTCOME another try is harmless, an unlinked fiche shows nowhere. */
  async create(
    token: TrackdechetsToken,
    input: BsffFicheInterventionInput,
    priority: Priority = 'bulk',
  ): Promise<string> {
    const options = { token, priority };
    const { createFicheInterventionBsff: fiche } = await this.client.execute(
      CreateFicheInterventionBsffDocument,
      { input },
      options,
    );
    return fiche.id;
  }

  /** Replaces the whole content. Throws TrackdechetsError. */
  async update(
    token: TrackdechetsToken,
    id: string,
    input: BsffFicheInterventionInput,
    priority: Priority = 'bulk',
  ): Promise<void> {
    await this.client.execute(UpdateFicheInterventionBsffDocument, { id, input }, { token, priority });
  }
}
