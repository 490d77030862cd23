import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ContainerChains } from './container-chains';
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
    private readonly readings: Readings,
    private readonly intake: Intake,
    private readonly chains: ContainerChains,
  ) {}

  of(scope: PassScope): ReaderPass {
    const { dataSource, listing, readings, intake, chains } = this;
    return new ReaderPass({ dataSource, listing, readings, intake, chains, ...scope });
  }
}
