import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { withEtag } from '../http/etag';
import { IdPipe } from '../http/id.pipe';
import { TakesIdempotencyKey } from '../http/idempotency';
import { FicheView } from '../interventions/fiche.view';
import { ConflictResolutionInput } from './dto/conflict-resolution.input';
import { FicheConflicts } from './fiche-conflicts';

@ApiTags("Fiches d'intervention")
@Controller('fiches-intervention')
export class FicheConflictsController {
  constructor(private readonly conflicts: FicheConflicts) {}

  @Post(':id/conflict-resolution')
  @TakesIdempotencyKey()
  @HttpCode(200)
  @Requires('SIGNED_IN')
  @ApiOperation({
    summary: 'Choisir entre deux valeurs d’une fiche / Choose between two values of a fiche',
    description:
      'LOCAL keeps the value here, which then goes to Trackdéchets; REMOTE takes that of Trackdéchets. As long as a conflict lasts the fiche is not sent.',
  })
  @ApiOkResponse({ type: FicheView })
  @Answers({ 404: 'NOT_FOUND', 409: 'NO_CONFLICT', 412: 'PRECONDITION_FAILED' })
  async resolve(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() input: ConflictResolutionInput,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FicheView> {
    return withEtag(response, await this.conflicts.resolve(caller, id, input, ifMatch));
  }
}
