// Asks with Comunica: reads {query, sources} as JSON, writes {answer, requests}. Without a query it
// writes what Comunica reads from the service description of the first source.

import buffer from 'node:buffer';
import { text } from 'node:stream/consumers';
import threads from 'node:worker_threads';
import zlib from 'node:zlib';

// Comunica's HTTP library wants Node.js 22, but needs nothing of it that 18 cannot be given.
globalThis.File ??= buffer.File;
threads.markAsUncloneable ??= () => {};
zlib.createZstdDecompress ??= () => { throw new Error('no zstd'); };

const { Bus } = await import('@comunica/core');
const { QueryEngine } = await import('@comunica/query-sparql');
const { ActorRdfMetadataExtractSparqlService } = await import(
  '@comunica/actor-rdf-metadata-extract-sparql-service'
);

const engine = new QueryEngine();
const requests = [];

async function fetchAndNote(input, init) {
  const response = await fetch(input, init);
  const url = new URL(input.url ?? input);
  const type = response.headers.get('content-type');
  requests.push({
    address: url.origin + url.pathname,
    asks: url.searchParams.has('query') || Boolean(init?.body),
    status: response.status,
    type,
  });
  return response;
}

function plain(term) {
  const { termType, value, language, datatype } = term;
  return { termType, value, language, datatype: datatype?.value };
}

const write = {
  bindings: async (found) => (await (await found.execute()).toArray()).map((binding) =>
    Object.fromEntries([...binding].map(([variable, term]) => [variable.value, plain(term)]))),
  quads: async (found) => (await (await found.execute()).toArray()).map((quad) =>
    [quad.subject, quad.predicate, quad.object].map(plain)),
  boolean: (found) => found.execute(),
};

async function ask(query, sources) {
  const found = await engine.query(query, { sources, fetch: fetchAndNote });
  return write[found.resultType](found);
}

async function describe(url) {
  const sources = [{ type: 'file', value: url }];
  const metadata = await engine.queryQuads('CONSTRUCT WHERE { ?s ?p ?o }', {
    sources,
    fetch: fetchAndNote,
  });
  const name = 'description';
  const reader = new ActorRdfMetadataExtractSparqlService({ name, bus: new Bus({ name }) });
  return (await reader.run({ url, metadata })).metadata;
}

const { query, sources } = JSON.parse(await text(process.stdin));
const answer = await (query ? ask(query, sources) : describe(sources[0]));
process.stdout.write(JSON.stringify({ answer, requests }));
