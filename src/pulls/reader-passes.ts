import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FullReading } from './full-reading';
import { Intake } from './intake';
import { Listing } from './listing';
import { ReaderPass, type PassScope } from './reader-pass';
import { Readings } from './readings';

/** Makes the passes of a pull. */
@Injectable()
export class ReaderPasses {
  constructor(
    private readonly dataSource: DataSource,
    private readonly listing: Listing,
    private readonly full: FullReading,
    private readonly readings: Readings,
    private readonly intake: Intake,
  ) {}

  of(scope: PassScope): ReaderPass {
    const { dataSource, listing, full, readings, intake } = this;
    return new ReaderPass({ dataSource, listing, full, readings, intake, ...scope });
  }
}
