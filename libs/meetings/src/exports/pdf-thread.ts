import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import { pdfDocument } from './sheets-pdf.js';
import type { Sheets } from './sheets.js';

const fonts = {
  normal: fileURLToPath(
    import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  ),
  bold: fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')),
};

pdfmake.setFonts({ NotoSansSC: fonts });
// Nothing is fetched, and of the disk only the fonts are read, whatever a text says.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path));

const pdf = await pdfmake.createPdf(pdfDocument(workerData as Sheets)).getBuffer();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort!.postMessage(pdf);
