import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../auth/access/access.decorators';
import { AuditReading } from './audit-reading';
import { AuditPageDto, AuditQuery } from './dto/audit-event.dto';

@ApiTags('Audit')
@Controller('audit-events')
export class AuditController {
  constructor(private readonly audit: AuditReading) {}

  @Get()
  @Requires('ADMINISTRATOR')
  @ApiOperation({ summary: 'Who did what, on whom or what, when and from where; newest first' })
  @ApiOkResponse({ type: AuditPageDto })
  list(@Query() query: AuditQuery): Promise<AuditPageDto> {
    return this.audit.list(query);
  }
}
