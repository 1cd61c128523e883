// Opens a page in headless Chromium and prints what a reader would see, as JSON.
// node look.js <chromium> <page.html>; NODE_PATH has playwright-core.
const { chromium } = require('playwright-core');
const { pathToFileURL } = require('node:url');

// Without these, Chromium looks for its maker's servers.
const quietly = ['--disable-background-networking', '--disable-component-update',
  '--disable-quic', '--disable-sync', '--no-first-run'];

async function look([executablePath, path]) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...quietly] });
  const page = await browser.newPage();
  const seen = { complaints: [], requests: [], widths: {} };
  page.on('console', message => seen.complaints.push(message.text()));
  page.on('pageerror', error => seen.complaints.push(String(error)));
  page.on('request', request => seen.requests.push(request.url()));
  for (const width of [400, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(pathToFileURL(path).href);
    seen.widths[width] = await page.evaluate(() => document.documentElement.scrollWidth);
  }
  const texts = selector => page.locator(selector).allInnerTexts();
  const visible = selector => page.locator(selector).filter({ visible: true }).count();
  seen.findings = await texts('article .what strong');
  seen.drawings = [];
  for (const drawing of await page.locator('svg.path').filter({ visible: true }).all())
    seen.drawings.push(await drawing.locator('.box .badge').allTextContents());
  seen.waysBack = await visible('svg.path .head.back');
  seen.byFile = await visible('nav .files summary');
  await page.getByText('By check', { exact: true }).click();
  seen.byCheck = await texts('nav .checks summary .name');
  seen.filesAfterwards = await visible('nav .files summary');
  await browser.close();
  return seen;
}

look(process.argv.slice(2)).then(seen => console.log(JSON.stringify(seen)));
