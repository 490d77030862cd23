import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretCipher } from './secret-cipher';

/** Says at the start which stored tokens cannot be read here; they stay as they are until their key is back. */
@Injectable()
export class KeyCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger(KeyCheck.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: SecretCipher,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.check();
    } catch (error) {
      this.logger.warn(`Stored tokens could not be looked at: ${(error as Error).message}`);
    }
  }

  private async check(): Promise<void> {
    const rows = await this.dataSource.query<{ secret: Buffer }[]>(
      'SELECT secret FROM credentials UNION ALL SELECT pending_secret FROM credentials WHERE pending_secret IS NOT NULL',
    );
    const lost = rows.filter(({ secret }) => !this.cipher.hasKeyOf(secret));
    if (lost.length === 0) return;
    const keyIds = [...new Set(lost.map(({ secret }) => this.cipher.keyIdOf(secret)))];
    this.logger.error(
      { unreadable: lost.length, keyIds },
      `${lost.length} stored Trackdéchets tokens cannot be read: CREDENTIALS_KEYS lacks the key that encrypted them (${keyIds.join(', ')}). Add it after the active one; nothing was deleted`,
    );
  }
}
