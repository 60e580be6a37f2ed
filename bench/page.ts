import { cases } from './cases.ts'
import type { Result } from './measure.ts'
import type { Output } from './output.ts'
import { startOptions } from './service.ts'

/** The page of the documents that shows a run. */
export function pageOf(output: Output): string {
  const { machine, node, rounds, seconds, date, subjects } = output
  const versions = subjects.map(({ name, version }) => `${name} is ${version}`).join(', ')
  return `# Benchmarks

This page is written by \`npm run bench -- --docs\`. Numbers of one machine say little about another, so each is also given
as a ratio: the rate divided by that of a bare Fastify route that sends the same bytes in the same run, or reads the
same upload.

The run of ${date.slice(0, 10)}: ${machine.cores} cores (${machine.processor}), ${machine.memoryGigabytes} GB of memory, Node.js ${node}; ${versions}.
Client, service and database share the machine. Database servers commit durably and have 1 GB of memory for their
tables. The registry runs as \`npm start\` has it: \`${startOptions.join(' ')}\`.

In each round, of ${rounds}, every service is measured once for ${seconds} s, one after the other, and the middle of the rounds is
shown. wrk sends reads over 50 connections, and publishes over as many as there are writers: documents of 8 kB, each
with other words. \`p50\` and \`p99\` are the times within which half of the requests, and 99 of 100, were answered. CPU is
the processor time for one request, of the service and of the database server; that of a publish has its share of the
index, which a search has follow at the end of each measurement. Up to 500 publishes wait for the index, so the rates of
a few seconds are higher than those of minutes, which the CPU bounds.

${cases
  .flatMap(one =>
    tableOf(
      one.title,
      output.results.filter(result => result.case === one.name),
    ),
  )
  .join('\n')}
## Start and memory

| | Ready after | Memory then | Memory at most |
|---|---:|---:|---:|
${subjects.map(startRow).join('\n')}
`
}

function startRow({ name, readyMilliseconds, readyMegabytes, peakMegabytes }: Output['subjects'][number]) {
  return `| ${name} | ${readyMilliseconds} ms | ${readyMegabytes} MB | ${peakMegabytes} MB |`
}

function tableOf(title: string, results: readonly Result[]): string[] {
  if (results.length === 0) return []
  const rows = results.map(one => {
    const cells = [
      ...[one.subject, one.requestsPerSecond, one.ratioToBare, `${one.p50} ms`, `${one.p99} ms`],
      ...[`${one.serviceCpu} ms`, one.databaseCpu === 0 ? '' : `${one.databaseCpu} ms`],
    ]
    return `| ${cells.join(' | ')} |`
  })
  const heading = `## ${title.slice(0, 1).toUpperCase()}${title.slice(1)}`
  const head = '| | Requests/s | Ratio | p50 | p99 | CPU, service | CPU, database |'
  return [`${heading}\n\n${head}\n|---|---:|---:|---:|---:|---:|---:|\n${rows.join('\n')}\n`]
}
