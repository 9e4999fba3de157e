import type { WriteStream } from 'node:tty';
import { frame, type Stage, type View } from './frame.js';

const DRAWN_EVERY_MS = 100;
/** The screen of its own that a terminal gives a program, without a cursor; what was there before comes back with LEAVE. */
const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';
const HOME = '\u001b[H';
const REST_OF_LINE = '\u001b[K';
const REST_OF_SCREEN = '\u001b[J';

/** Draws the stage again and again on a terminal, until it is closed. */
export class Screen {
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly terminal: WriteStream,
    private readonly stage: Stage,
    private readonly view: () => Omit<View, 'columns' | 'rows'>,
  ) {
    terminal.write(ENTER);
    this.timer = setInterval(() => this.draw(), DRAWN_EVERY_MS);
  }

  close(): void {
    clearInterval(this.timer);
    this.terminal.write(LEAVE);
  }

  private draw(): void {
    const { columns, rows } = this.terminal;
    const lines = frame(this.stage, { ...this.view(), columns, rows });
    this.terminal.write(HOME + lines.map((line) => line + REST_OF_LINE).join('\n') + REST_OF_SCREEN);
  }
}
