import { Column, Entity, PrimaryColumn } from 'typeorm';

/* What people and other systems are told. Times are epoch milliseconds: `at`, `due_at` and `read_at` by the clock of the cases, the others by the real one. */

/** What one person is told of one cause. */
@Entity('notices')
export class NoticeRow {
  @PrimaryColumn('text') id: string;
  @Column('text') account: string;
  /** What it is told of: an effect of an event, or a rung. */
  @Column('text') cause: string;
  /** Name of the message that tells it; `escalation` for a rung. */
  @Column('text') template: string;
  @Column('text') case_id: string;
  @Column('text') reference: string;
  @Column('text') data: string;
  /** 1: neither the quiet hours nor a digest hold it back. */
  @Column('bigint') urgent: number;
  @Column('bigint') at: number;
  @Column('bigint', { nullable: true }) read_at: number | null;
}

/** The way of a notice out of the house. */
@Entity('deliveries')
class DeliveryRow {
  @PrimaryColumn('text') notice: string;
  /** email, sms */
  @PrimaryColumn('text') channel: string;
  @Column('text') account: string;
  /** waiting, done, dead */
  @Column('text') state: string;
  @Column('bigint') due_at: number;
  @Column('bigint') retry_at: number;
  @Column('bigint') attempts: number;
  @Column('text', { nullable: true }) error: string | null;
}

@Entity('notice_preferences')
class PreferencesRow {
  @PrimaryColumn('text') account: string;
  @Column('text') data: string;
}

/** An address of another system that is told what its owner is told. */
@Entity('webhooks')
export class WebhookRow {
  @PrimaryColumn('text') id: string;
  @Column('text') account: string;
  @Column('text') url: string;
  /** Sealed. */
  @Column('text') secret: string;
  @Column('bigint') created_at: number;
  @Column('bigint', { nullable: true }) ended_at: number | null;
}

@Entity('webhook_messages')
export class WebhookMessageRow {
  @PrimaryColumn('text') id: string;
  @Column('text') webhook: string;
  @Column('text') body: string;
  /** waiting, done, dead */
  @Column('text') state: string;
  @Column('bigint') attempts: number;
  @Column('bigint') retry_at: number;
  /** What the address answered last. */
  @Column('bigint', { nullable: true }) status: number | null;
  @Column('text', { nullable: true }) error: string | null;
  @Column('bigint') created_at: number;
  @Column('bigint', { nullable: true }) done_at: number | null;
}

export const NOTICE_ROWS = [NoticeRow, DeliveryRow, PreferencesRow, WebhookRow, WebhookMessageRow];
