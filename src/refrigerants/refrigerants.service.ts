import { Injectable } from '@nestjs/common';
import { CURSOR_INTEGER, decodeCursor, pageOf } from '../http/pagination';
import { Problem } from '../http/problem';
import { searchable } from '../http/text';
import { findRefrigerant } from './find-refrigerant';
import { REFRIGERANTS } from './refrigerant';
import { type RefrigerantPage, type RefrigerantQuery, type RefrigerantView, refrigerantView } from './refrigerant.view';

const ROWS = REFRIGERANTS.map((fluid, index) => ({ fluid, index, text: searchable(`${fluid.code} ${fluid.name}`) }));

/** The maintained table of refrigerants. */
@Injectable()
export class Refrigerants {
  list(query: RefrigerantQuery): RefrigerantPage {
    const [after = -1] = decodeCursor(query.cursor, [CURSOR_INTEGER])?.map(Number) ?? [];
    const text = searchable(query.query ?? '');
    const rows = ROWS.filter((row) => row.index > after && row.text.includes(text));
    const { items, nextCursor } = pageOf(rows, query.limit, (last) => [last.index]);
    return { items: items.map(({ fluid }) => refrigerantView(fluid)), nextCursor };
  }

  /** The fluid of this name, however it is written; with `kg`, its CO2 equivalent too. @throws Problem REFRIGERANT_UNKNOWN */
  get(name: string, kg?: number): RefrigerantView {
    const fluid = findRefrigerant(name) ?? findRefrigerant(`R-${name}`);
    if (!fluid) throw new Problem('REFRIGERANT_UNKNOWN');
    return refrigerantView(fluid, kg);
  }
}
