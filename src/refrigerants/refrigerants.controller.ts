import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Answers, Requires } from '../auth/access/access.decorators';
import { RefrigerantPage, RefrigerantQuery, RefrigerantView, RefrigerantWeight } from './refrigerant.view';
import { Refrigerants } from './refrigerants.service';

@ApiTags('Refrigerants')
@Controller('refrigerants')
@Requires('SIGNED_IN')
export class RefrigerantsController {
  constructor(private readonly refrigerants: Refrigerants) {}

  @Get()
  @ApiOperation({
    summary: 'Refrigerants: composition, GWP, safety class, ADR wording, waste code, with their sources',
  })
  @ApiOkResponse({ type: RefrigerantPage })
  list(@Query() query: RefrigerantQuery): RefrigerantPage {
    return this.refrigerants.list(query);
  }

  @Get(':name')
  @ApiOperation({ summary: 'One refrigerant, however its number is written' })
  @ApiParam({ name: 'name', example: 'R-410A' })
  @ApiOkResponse({ type: RefrigerantView })
  @Answers({ 404: 'REFRIGERANT_UNKNOWN' })
  get(@Param('name') name: string, @Query() { weight }: RefrigerantWeight): RefrigerantView {
    return this.refrigerants.get(name, weight);
  }
}
