import type { JsonObject } from '../../src/engine/index.js';
import { Office, type SeenCase } from '../../src/walkthrough/office.js';
import type { DocumentedService, Sending } from './document.js';

/** The walkthrough's way to ask, with each answer compared with the document. */
export class DocumentedOffice extends Office {
  constructor(private readonly service: DocumentedService) {
    super('', '');
  }

  override open(who: string, workflow: string, data: JsonObject): Promise<SeenCase> {
    return this.send(who, 'POST', '/api/cases', { body: { workflow, data } });
  }

  override look(who: string, id: string): Promise<SeenCase> {
    return this.send(who, 'GET', `/api/cases/${id}`);
  }

  override act(who: string, seen: SeenCase, event: string, data: JsonObject): Promise<SeenCase> {
    return this.send(who, 'POST', `/api/cases/${seen.id}/events`, { body: { type: event, data } });
  }

  private async send(who: string, method: string, path: string, sending: Sending = {}): Promise<SeenCase> {
    return (await this.service.ask(who.replace('@demo.test', ''), method, path, sending)).body;
  }
}
