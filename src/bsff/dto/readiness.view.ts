import { ApiProperty } from '@nestjs/swagger';
import { READINESS_STEPS, type ReadinessStep } from '../readiness/readiness';

export class FindingView {
  @ApiProperty({ example: 'packagings.0.volume', description: 'Dotted, 0-based' })
  path!: string;

  @ApiProperty({ example: 'REQUIRED' })
  code!: string;

  @ApiProperty({ example: 'Contenant 1, volume : à renseigner.' })
  message!: string;
}

export class ReadinessView {
  @ApiProperty({ enum: READINESS_STEPS })
  step!: ReadinessStep;

  @ApiProperty({ description: 'No error' })
  ready!: boolean;

  @ApiProperty({ type: [FindingView], description: 'What Trackdéchets would refuse at that step, all at once' })
  errors!: FindingView[];

  @ApiProperty({ type: [FindingView], description: 'What it accepts and a person would regret, or what is not known' })
  warnings!: FindingView[];
}
