// Starts the embedded PostgreSQL on the folder given, says so, and lives until it is killed.
import { startEmbedded } from '#platform/embedded.ts'

const { admin } = await startEmbedded(process.argv[2]!)
process.stdout.write(JSON.stringify(admin))
