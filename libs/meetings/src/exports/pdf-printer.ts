import { Injectable } from '@nestjs/common';
import { openThread } from '#platform';
import type { Sheets } from './sheets.js';

/** Makes PDFs one at a time, each in a thread: four hundred pages take seconds of a processor. */
@Injectable()
export class PdfPrinter {
  private last: Promise<unknown> = Promise.resolve();

  print(sheets: Sheets): Promise<Uint8Array> {
    const pdf = this.last.then(() => printInThread(sheets));
    this.last = pdf.catch(() => undefined);
    return pdf;
  }
}

function printInThread(sheets: Sheets): Promise<Uint8Array> {
  const thread = openThread('./pdf-thread', import.meta.url, sheets);
  return new Promise<Uint8Array>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`The PDF's thread ended with ${code}.`)));
  });
}
