// Builds what the site serves but nobody types: the editor, the search and the subset fonts.
// `npm run build` writes them; `npm run check` rebuilds them in memory and compares.
import { build } from "esbuild";
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const served = join(here, "../resources/static");
const checking = process.argv.includes("--check");

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");
const latin = "\u00a0¡¢£§©«®°±²³µ¶·¹º»¼½¾¿×÷ÀÁÂÄÅÆÇÈÉÊËÍÏÑÓÔÖØÚÜßàáâãäåæçèéêëíîïñóôöøùúûüýÿŒœŠšŽž";
const marks = "–—‘’‚“”„†‡•…‰′″‹›⁄€™−≠≤≥≈∞←↑→↓↔⇒✓✗■□●○";
const alphabet = ascii + latin + marks;

// What a page of the course is written in. A browser fetches the rest, mostly the letters of people's
// names, only for a page that holds one of them: `unicode-range` in tokens.css names these signs too.
const usual = ascii + "\u00a0«±µ·»×–—‘’“”•…←↑→↓−";
const rest = [...alphabet].filter((sign) => !usual.includes(sign)).join("");

const weights = { wght: { min: 400, max: 700 } };
const families = [
  { to: "literata", from: "literata/files/literata-latin-wght-normal.woff2",
    axes: weights, features: ["kern", "liga"] },
  { to: "literata-italic", from: "literata/files/literata-latin-wght-italic.woff2",
    axes: { wght: 400 }, features: ["kern", "liga"] },
  { to: "instrument-sans", from: "instrument-sans/files/instrument-sans-latin-wdth-normal.woff2",
    axes: { ...weights, wdth: 86 }, features: ["kern", "tnum"] },
  { to: "jetbrains-mono", from: "jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
    axes: weights, features: [] },
];
const fonts = families.flatMap((family) => [
  { ...family, to: `${family.to}.woff2`, signs: usual },
  { ...family, to: `${family.to}-rest.woff2`, signs: rest },
]);

// The letters of the printed book: one weight each, as its printer knows no variable fonts.
const printed = [
  { to: "literata", from: "literata/files/literata-latin-wght-normal.woff2", axes: { wght: 400 } },
  { to: "literata-bold", from: "literata/files/literata-latin-wght-normal.woff2", axes: { wght: 700 } },
  { to: "literata-italic", from: "literata/files/literata-latin-wght-italic.woff2", axes: { wght: 400 } },
  { to: "instrument-sans", from: "instrument-sans/files/instrument-sans-latin-wdth-normal.woff2",
    axes: { wght: 400, wdth: 86 } },
  { to: "instrument-sans-bold", from: "instrument-sans/files/instrument-sans-latin-wdth-normal.woff2",
    axes: { wght: 700, wdth: 86 } },
  { to: "jetbrains-mono", from: "jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
    axes: { wght: 400 } },
];

const bundles = [
  { to: "codemirror.js", from: join(here, "editor.mjs"),
    credit: "CodeMirror 6 and Lezer, MIT licence, (C) Marijn Haverbeke and others." },
  { to: "minisearch.js", from: "minisearch", credit: "MiniSearch, MIT licence, (C) Luca Ongaro." },
];

async function bundle({ to, from, credit }) {
  const result = await build({
    entryPoints: [from], bundle: true, minify: true, format: "esm", absWorkingDir: here,
    target: "es2022", legalComments: "none", write: false, charset: "utf8",
    banner: { js: `/* ${credit} */` },
  });
  return { path: `vendor/${to}`, bytes: Buffer.from(result.outputFiles[0].contents) };
}

async function font({ from, axes, features, signs = alphabet }, targetFormat) {
  const original = await readFile(join(here, "node_modules/@fontsource-variable", from));
  return subsetFont(original, signs,
    { targetFormat, variationAxes: axes, keepFeatures: features, noHinting: targetFormat === "woff2" });
}

const made = [];
for (const one of bundles) made.push(await bundle(one));
for (const one of fonts) made.push({ path: `fonts/${one.to}`, bytes: await font(one, "woff2") });
for (const one of printed) {
  made.push({ path: `../site/book/${one.to}.ttf`, bytes: await font(one, "truetype") });
}
let stale = 0;
for (const { path, bytes } of made) {
  const target = join(served, path);
  if (checking) {
    const same = bytes.equals(await readFile(target).catch(() => Buffer.alloc(0)));
    if (!same) stale++;
    console.log(`${same ? "same " : "STALE"} ${path}`);
  } else {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
    console.log(`${String(bytes.length).padStart(7)} ${path}`);
  }
}
if (stale > 0) {
  console.error(`${stale} committed file(s) differ from what the sources build. Run: npm run build`);
  process.exit(1);
}
