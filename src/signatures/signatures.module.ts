import { Module } from '@nestjs/common';
import { BsffModule } from '../bsff/bsff.module';
import { PullsModule } from '../pulls/pulls.module';
import { TrackdechetsModule } from '../trackdechets/trackdechets.module';
import { Pdfs } from './pdfs';
import { SignatureAttempts } from './signature-attempts';
import { SignatureChecks } from './signature-checks';
import { SignatureWriter } from './signature-writer';
import { SignaturesController } from './signatures.controller';
import { Signatures } from './signatures.service';

/** Acts on one document that Trackdéchets holds, for who waits for them: signatures, and its PDF. */
@Module({
  imports: [BsffModule, PullsModule, TrackdechetsModule],
  controllers: [SignaturesController],
  providers: [Pdfs, SignatureAttempts, SignatureChecks, SignatureWriter, Signatures],
})
export class SignaturesModule {}
