import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Problem } from './problem';

/** A path's id: what is not a UUID names nothing, hence 404. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUUID(value)) throw new Problem('NOT_FOUND');
    return value.toLowerCase();
  }
}
