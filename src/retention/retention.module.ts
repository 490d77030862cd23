import { Module } from '@nestjs/common';
import { RetentionWatch } from './retention-watch';

@Module({ providers: [RetentionWatch] })
export class RetentionModule {}
