import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus reads. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'ijazat_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  private readonly events = new Counter({
    name: 'ijazat_events_total',
    help: 'Events recorded, by workflow and by what recorded them',
    labelNames: ['workflow', 'actor'],
    registers: [this.registry],
  });
  private readonly lateness = new Histogram({
    name: 'ijazat_deadline_lateness_seconds',
    help: 'From the instant a deadline was due to the instant it was recorded as fired',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 300, 3600],
    registers: [this.registry],
  });
  private readonly overdue = new Gauge({
    name: 'ijazat_deadline_oldest_overdue_seconds',
    help: 'Age of the oldest armed deadline that is past due; 0 where none is',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  request(labels: { method: string; route: string; status: number }, seconds: number): void {
    this.requests.observe(labels, seconds);
  }

  event(workflow: string, actor: 'person' | 'clock' | 'case' | 'system'): void {
    this.events.inc({ workflow, actor });
  }

  fired(latenessMs: number): void {
    this.lateness.observe(latenessMs / 1000);
  }

  oldestOverdue(ms: number): void {
    this.overdue.set(ms / 1000);
  }
}
