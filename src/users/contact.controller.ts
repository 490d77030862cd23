import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, Requires } from '../auth/access/access.decorators';
import { type Caller, CurrentCaller } from '../auth/access/caller';
import { PageQuery } from '../http/pagination';
import { Contact } from './contact';
import { ContactCandidates } from './contact-candidates';
import { CandidatePageDto, ContactDto, DesignateContactDto } from './dto/contact.dto';

/** The person whose name Trackdéchets shows as the emitter's contact. */
@ApiTags('Contact Trackdéchets')
@Controller('trackdechets-contact')
export class ContactController {
  constructor(
    private readonly contact: Contact,
    private readonly candidates: ContactCandidates,
  ) {}

  @Get()
  @Requires('SIGNED_IN')
  @ApiOperation({ summary: 'Who the contact is' })
  @ApiOkResponse({ type: ContactDto })
  read(): Promise<ContactDto> {
    return this.contact.read();
  }

  @Get('candidates')
  @Requires('DEFINE_CONTACT')
  @ApiOperation({ summary: 'Who could be the contact, with every reason against each' })
  @ApiOkResponse({ type: CandidatePageDto })
  list(@Query() query: PageQuery): Promise<CandidatePageDto> {
    return this.candidates.list(query);
  }

  @Put()
  @Requires('DEFINE_CONTACT')
  @ApiOperation({ summary: 'Designates the contact, in the place of the one before' })
  @ApiOkResponse({ type: ContactDto })
  @Answers({ 404: 'NOT_FOUND', 422: 'NOT_ELIGIBLE, with `reasons`' })
  designate(@CurrentCaller() caller: Caller, @Body() body: DesignateContactDto): Promise<ContactDto> {
    return this.contact.designate(caller, body.userId.toLowerCase());
  }

  @Delete()
  @HttpCode(204)
  @Requires('DEFINE_CONTACT')
  @ApiOperation({ summary: 'Leaves the instance without a contact: exports then wait' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller): Promise<void> {
    return this.contact.remove(caller);
  }
}
