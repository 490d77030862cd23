import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Audit } from './audit';
import { AuditController } from './audit.controller';
import { AuditEvent } from './audit-event.entity';
import { AuditMetrics } from './audit-metrics';
import { AuditReading } from './audit-reading';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditEvent])],
  controllers: [AuditController],
  providers: [Audit, AuditMetrics, AuditReading],
  exports: [Audit],
})
export class AuditModule {}
