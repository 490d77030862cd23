import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Metrics } from '../src/metrics/metrics';
import { TestApp } from './support/app';

const ROOT = join(__dirname, '..');
const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: Record<string, string>;
}

interface Panel {
  title: string;
  targets?: { expr: string }[];
}

interface Selector {
  metric: string;
  labels: string[];
}

const rules = parse(read('deploy', 'prometheus', 'alerts.yml')) as { groups: { rules: Rule[] }[] };
const alerts = rules.groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('deploy', 'grafana', 'dashboard.json')) as { panels: Panel[] };
const panels = dashboard.panels.filter(({ targets }) => targets);

/** What every scrape has, beside the connector's own. */
const OF_PROMETHEUS = ['up'];
const LABELS_OF_PROMETHEUS = ['job', 'instance', 'le'];

/** Metrics of a PromQL expression, which alone are names with an underscore (or `up`) outside braces and parentheses of labels. */
function selectorsOf(expr: string): Selector[] {
  const bare = expr.replace(/\b(by|without|on|ignoring) *\([^)]*\)/g, '');
  const found = bare.matchAll(/\b(up|[a-z]+(?:_[a-z0-9]+)+)\b(?! *\()(?:\{([^}]*)\})?/g);
  return [...found].map(([, metric = '', matchers = '']) => ({
    metric,
    labels: [...matchers.matchAll(/(\w+) *(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
  }));
}

function hasPromtool(): boolean {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

/** Labels by which an expression groups. */
function groupingOf(expr: string): string[] {
  const groups = [...expr.matchAll(/\bby *\(([^)]*)\)/g)];
  return groups.flatMap(([, labels = '']) => labels.split(',').map((label) => label.trim()));
}

describe('what is watched', () => {
  let app: TestApp;
  /** Label names by metric, as /metrics may show them. */
  const known = new Map<string, readonly string[]>();
  let own: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    const metrics = app.nest.get(Metrics).registry.getMetricsAsArray();
    for (const { name, ...metric } of metrics) {
      const { labelNames = [] } = metric as { labelNames?: readonly string[] };
      const names =
        String(metric.type) === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name];
      for (const each of names) known.set(each, labelNames);
    }
    const { text } = await app.http.get('/metrics').expect(200);
    const declared = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name);
    own = declared.filter((name) => !/^(process|nodejs)_/.test(name));
  });
  afterAll(() => app.close());

  const unknown = (exprs: string[]): string[] =>
    exprs.flatMap((expr) => {
      const selectors = selectorsOf(expr);
      const labels = selectors.flatMap(({ metric }) => known.get(metric) ?? []);
      return [
        ...(selectors.length === 0 ? [`nothing in ${expr}`] : []),
        ...selectors
          .filter(({ metric }) => !known.has(metric) && !OF_PROMETHEUS.includes(metric))
          .map(({ metric }) => metric),
        ...selectors.flatMap(({ metric, labels: matched }) =>
          matched
            .filter((label) => ![...(known.get(metric) ?? []), ...LABELS_OF_PROMETHEUS].includes(label))
            .map((label) => `${metric}{${label}}`),
        ),
        ...groupingOf(expr).filter((label) => ![...labels, ...LABELS_OF_PROMETHEUS].includes(label)),
      ];
    });

  it('finds the metrics of an expression', () => {
    const expr =
      'sum by (le) (rate(http_request_duration_seconds_bucket{route!="/x",status=~"5.."}[5m])) > up * nowhere_seen_total';
    expect(selectorsOf(expr)).toEqual([
      { metric: 'http_request_duration_seconds_bucket', labels: ['route', 'status'] },
      { metric: 'up', labels: [] },
      { metric: 'nowhere_seen_total', labels: [] },
    ]);
    expect(unknown([expr, 'connector_exports{nowhere="x"}', 'sum by (colour) (connector_exports)'])).toEqual([
      'nowhere_seen_total',
      'connector_exports{nowhere}',
      'colour',
    ]);
  });

  it('exists: every metric and label of the alert rules and of the dashboard', () => {
    expect(alerts.length).toBeGreaterThan(20);
    expect(unknown(alerts.map(({ expr }) => expr))).toEqual([]);
    expect(panels.length).toBeGreaterThan(30);
    expect(unknown(panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)))).toEqual([]);
  });

  it('is shown: every metric of the connector is on the dashboard', () => {
    const shown = new Set(
      panels
        .flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => selectorsOf(expr)))
        .map(({ metric }) => metric.replace(/_(bucket|sum|count)$/, '')),
    );
    expect(own.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('is described: every metric in docs/observation.md with its labels, and none that is not there', () => {
    const rows = [...read('docs', 'observation.md').matchAll(/^\| `(\w+)` +\| ([^|]*) \|/gm)];
    const described = new Map(
      rows.map(([, name = '', labels = '']) => [name, [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label)]),
    );
    const metrics = new Map([...described].filter(([name]) => /^(connector|trackdechets|http)_/.test(name)));
    expect([...metrics.keys()].sort()).toEqual([...own].sort());
    for (const [name, labels] of metrics)
      expect({ name, labels }).toEqual({ name, labels: known.get(name) ?? known.get(`${name}_sum`) });
  });

  it('is ours: alerts on what other programs measure too name our job', () => {
    const common = alerts.flatMap(({ alert, expr }) =>
      selectorsOf(expr)
        .filter(({ metric, labels }) => /^(up$|http_|nodejs_|process_)/.test(metric) && !labels.includes('job'))
        .map(({ metric }) => `${alert}: ${metric}`),
    );
    expect(common).toEqual([]);
    const jobs = alerts.flatMap(({ expr }) => [...expr.matchAll(/job="([^"]*)"/g)].map(([, job]) => job));
    for (const name of ['prometheus.yml', 'prometheus-kubernetes.yml']) {
      const { scrape_configs } = parse(read('deploy', 'prometheus', name)) as {
        scrape_configs: { job_name: string }[];
      };
      expect([...new Set(jobs)]).toEqual(scrape_configs.map(({ job_name }) => job_name));
    }
  });

  (hasPromtool() ? it : it.skip)(
    'is told when it should be, and not otherwise (promtool)',
    () => {
      const cwd = join(ROOT, 'deploy', 'prometheus');
      execFileSync('promtool', ['test', 'rules', 'alerts.test.yml'], { cwd, stdio: 'pipe' });
    },
    120_000,
  );

  it('names the states, statuses and reasons that exist', async () => {
    const { text } = await app.http.get('/metrics').expect(200);
    const values = alerts.flatMap(({ expr }) =>
      [...expr.matchAll(/(connector_\w+)\{(\w+)=~?"([^"]*)"\}/g)].flatMap(([, metric, label, list = '']) =>
        list.split('|').map((value) => ({ metric, label, value })),
      ),
    );
    // The last pull's result is there once there is one.
    const wanted = values.filter(({ metric }) => metric !== 'connector_pull_last_result');
    expect(wanted.length).toBeGreaterThan(5);
    for (const { metric, label, value } of wanted) {
      expect(text).toMatch(new RegExp(`^${metric}\\{.*${label}="${value}".*\\} `, 'm'));
    }
  });

  it.each(alerts.map((rule) => [rule.alert, rule] as const))('%s says in both languages what to do', (_, rule) => {
    const { summary = '', action_fr = '', action_en = '', runbook = '' } = rule.annotations;
    expect(summary).toMatch(/^.+ \/ .+$/);
    expect(action_fr.length).toBeGreaterThan(20);
    expect(action_en.length).toBeGreaterThan(20);
    expect(['critical', 'warning', 'info']).toContain(rule.labels.severity);
    const [file = '', anchor] = runbook.split('#');
    const anchors = [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
    if (anchor) expect(anchors).toContain(anchor);
  });
});
