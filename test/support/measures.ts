import supertest from 'supertest';

/** What /metrics says, by series as it is written (`connector_exports{state="QUEUED"}`). */
export type Measures = Record<string, number>;

/** Reads the measures of the replica at `url`. */
export async function measuresOf(url: string): Promise<Measures> {
  const { text } = await supertest(url).get('/metrics').expect(200);
  return parseMeasures(text);
}

export function parseMeasures(text: string): Measures {
  const series = [...text.matchAll(/^([a-zA-Z_:]\w*(?:\{.*\})?) (\S+)$/gm)];
  return Object.fromEntries(series.map(([, name = '', value]) => [name, Number(value)]));
}
