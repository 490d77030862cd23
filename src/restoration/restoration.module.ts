import { Module } from '@nestjs/common';
import { PullsModule } from '../pulls/pulls.module';
import { Restoration } from './restoration';
import { RestorationWatch } from './restoration-watch';

@Module({ imports: [PullsModule], providers: [Restoration, RestorationWatch] })
export class RestorationModule {}
