// Zarr 3 arrays by zarrita, and zarrita's reading of ours.
//
//     node zarr_peer.mjs NODE_MODULES write FOLDER     writes arrays and what they are, index.json
//     node zarr_peer.mjs NODE_MODULES check FOLDER     reads the arrays that FOLDER/index.json names; fails if one differs
//
// NODE_MODULES is the folder that holds zarrita, @zarrita/storage and numcodecs. The element with the C-order number i is
// (37 i + 11) mod 201, less 100 where the type has a sign. Where "missing" is true the last chunk isn't there, and its
// elements are the fill value, 7. zarr-v3.zip was made by "write" with the versions that its index.json tells.

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, verb, folder] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(path.join(modules, file)).href);
const version = (name) => JSON.parse(fs.readFileSync(path.join(modules, name, "package.json"))).version;
const zarr = await load("zarrita/dist/src/index.js");
const { default: FileSystemStore } = await load("@zarrita/storage/dist/src/fs.js");

const SHAPE = [2, 5, 19, 33];
const CHUNKS = [1, 3, 16, 20];
const TYPES = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"];

const bytes = (endian = "little") => ({ name: "bytes", configuration: { endian } });
const blosc = (cname, shuffle, typesize) => ({
  name: "blosc",
  configuration: { cname, clevel: 5, shuffle, typesize, blocksize: 0 },
});

function* cases() {
  yield { type: "uint16", codecs: [bytes()] };
  yield { type: "uint16", codecs: [bytes(), { name: "zstd", configuration: { level: 3, checksum: false } }] };
  yield { type: "uint16", codecs: [{ name: "transpose", configuration: { order: [3, 2, 1, 0] } }, bytes()] };
  for (const cname of ["lz4", "zstd", "zlib", "lz4hc"]) {
    yield { type: "uint16", codecs: [bytes(), blosc(cname, cname === "lz4" ? "noshuffle" : "shuffle", 2)] };
  }
  yield { type: "float32", codecs: [bytes(), blosc("lz4", "bitshuffle", 4)] };
  for (const [i, type] of TYPES.entries()) {
    yield { type, codecs: [bytes()], missing: i % 2 === 0 };
    yield { type, codecs: [bytes("big")], separator: "." };
  }
}

function* numbers(type, count) {
  const less = type.startsWith("u") ? 0 : 100;
  for (let i = 0; i < count; i++) {
    const value = ((i * 37 + 11) % 201) - less;
    yield type.endsWith("64") && !type.startsWith("f") ? BigInt(value) : value;
  }
}

async function write() {
  const index = { source: `zarrita ${version("zarrita")}, numcodecs ${version("numcodecs")}`, cases: [] };
  let number = 0;
  for (const { type, codecs, separator = "/", missing = false } of cases()) {
    const name = `case${number++}`;
    const store = new FileSystemStore(path.resolve(folder, name));
    const array = await zarr.create(zarr.root(store), {
      shape: SHAPE, chunkShape: CHUNKS, dtype: type, codecs, fillValue: 7, chunkSeparator: separator,
    });
    const TypedArray = (await array.getChunk([0, 0, 0, 0])).data.constructor;
    const data = TypedArray.from(numbers(type, SHAPE.reduce((a, b) => a * b)));
    const stride = SHAPE.map((_, axis) => SHAPE.slice(axis + 1).reduce((a, b) => a * b, 1));
    await zarr.set(array, null, { data, shape: SHAPE, stride });
    if (missing) {
      fs.rmSync(path.join(folder, name, ["c", 1, 1, 1, 1].join(separator)));
    }
    index.cases.push({
      name, signed: !type.startsWith("u"), missing, shape: SHAPE, chunks: CHUNKS,
      what: `${type} ${codecs.map((codec) => codec.configuration?.cname ?? codec.configuration?.endian ?? codec.name)}`,
    });
  }
  fs.writeFileSync(path.join(folder, "index.json"), JSON.stringify(index));
}

async function check() {
  const index = JSON.parse(fs.readFileSync(path.join(folder, "index.json")));
  for (const { name, type, shape, chunks } of index.cases) {
    const store = new FileSystemStore(path.resolve(folder, name));
    const array = await zarr.open(zarr.root(store), { kind: "array" });
    if (array.dtype !== type || `${array.shape}` !== `${shape}` || `${array.chunks}` !== `${chunks}`) {
      throw new Error(`${name}: ${array.dtype} ${array.shape} ${array.chunks}`);
    }
    const { data } = await zarr.get(array);
    let i = 0;
    for (const value of numbers(type, data.length)) {
      if (data[i++] !== value) {
        throw new Error(`${name}, a ${type}: element ${i - 1} is ${data[i - 1]} instead of ${value}`);
      }
    }
  }
  console.log("checked", index.cases.length);
}

await { write, check }[verb]();
