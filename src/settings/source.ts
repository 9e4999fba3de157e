import type { Jurisdiction, Role } from '../engine/index.js';
import type { KeptCalendar } from './provincial.js';

/** A post as `config/settings/agencies.yaml` names it. */
export interface PostSource {
  /** Its name within its agency. */
  readonly id: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly within?: Jurisdiction;
  /** Nobody is a substitute in it. */
  readonly personal?: boolean;
  /** Whoever holds it holds no other. */
  readonly alone?: boolean;
}

/** How open tasks come to persons. */
export type Routing = 'claim' | 'least-loaded' | 'round-robin';

/** The posts of every agency, and those of none. */
export interface PostsSource {
  readonly agency: readonly PostSource[];
  readonly service: readonly PostSource[];
}

/** What `config/settings/agencies.yaml` says of a type of agency. */
export interface AgencyTypeSource {
  readonly type: string;
  readonly title: string;
  readonly level: 'federal' | 'provincial' | 'zone';
  readonly calendar: string;
  readonly role?: string;
  readonly posts?: readonly PostSource[];
  readonly routing?: Routing;
  readonly instances: readonly InstanceSource[];
}

export interface InstanceSource {
  readonly id: string;
  readonly title: string;
  readonly province?: string;
  /** The zone it is there for, by name. */
  readonly zone?: string;
  /** Where it differs from that of its type. */
  readonly calendar?: string;
  readonly posts?: readonly PostSource[];
  readonly routing?: Routing;
}

/** What `config/settings/ladders.yaml` says: for each role that tasks ask for, the rungs from the first. */
export interface LaddersSource {
  /** The agency that watches where a task has none. */
  readonly desk: string;
  readonly ladders: { readonly [role: string]: readonly RungSource[] };
  /** Beside them: of a task whose post nobody holds. */
  readonly vacancy: readonly VacancySource[];
}

export interface VacancySource extends Pick<RungSource, 'title' | 'to' | 'source'> {
  /** `V`, `V+5 working days`: from when nobody held the post that is to do an open task. */
  readonly at: string;
}

export interface RungSource {
  /** `T-25%`, `T`, `T+5 working days`: for a task with a due date T. */
  readonly at: string;
  /** `O+10 working days`: for a task without one, from its opening O; absent: the ladder ends here for such tasks. */
  readonly idle?: string;
  readonly title: string;
  readonly to: readonly { readonly role: string; readonly agency: string }[];
  readonly source: string;
}

/** What is true of the day, as plain data. */
export interface SettingsSource {
  readonly posts: PostsSource;
  readonly routing: Routing;
  readonly agencies: readonly AgencyTypeSource[];
  readonly calendars: readonly KeptCalendar[];
  readonly ladders: LaddersSource;
}
