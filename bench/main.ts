// `npm run bench`: the API against a bare server. `npm run bench -- list`: only questions whose name has that word.
// `npm run bench -- web`: the web app in a browser, on a hundred thousand leads.
// `npm run bench -- search`: search and deep pages in a million contacts.
// `npm run bench -- import`: a file of a hundred thousand contacts, duplicates looked for.
const benches: Record<string, string> = { web: './web.ts', search: './search.ts', import: './import.ts' }
await import(benches[process.argv[2] ?? ''] ?? './api.ts')
