import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findPython } from './python.ts'

const run = promisify(execFile)

/** How jobs of dc43 run on Spark: by the interpreter that has dc43's packages, with those of Spark beside them. */
export interface SparkJobs {
  readonly python: string
  readonly env: Readonly<Record<string, string>>
}

/** What runs a job of dc43 on Spark, or what is missing for it. */
export async function findSpark(): Promise<SparkJobs | { readonly missing: string }> {
  const root = process.env.DC43_TEST_SPARK_ROOT
  if (!root) return { missing: 'DC43_TEST_SPARK_ROOT names no folder with Spark' }
  const found = await findPython()
  if ('missing' in found) return found
  const java = join(root, 'java')
  const env = {
    PYTHONPATH: globSync(join(root, 'venv/lib/python3*/site-packages')).join(':'),
    // as little of it as works, compiled once and not again, better, which is half of what a short job costs
    PYSPARK_SUBMIT_ARGS:
      '--master local[1] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=1 ' +
      "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' pyspark-shell",
    // the address of this machine may be that of a network that is away
    SPARK_LOCAL_IP: '127.0.0.1',
    ...(existsSync(java) && { JAVA_HOME: java }),
  }
  const inherited = { ...process.env, ...env }
  try {
    await run(found.python, ['-c', 'import pyspark, pyarrow, dc43_integrations'], { env: inherited })
    await run(existsSync(java) ? join(java, 'bin/java') : 'java', ['-version'])
  } catch (error) {
    const [line] = String(error).trim().split('\n').slice(-1)
    return {
      missing: `there is no Java, or pyspark, pyarrow and dc43-integrations cannot be imported (${line})`,
    }
  }
  return { python: found.python, env }
}
