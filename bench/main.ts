// `npm run bench`: the API against a bare server. `npm run bench -- list`: only questions whose name has that word.
// `npm run bench -- web`: the web app in a browser, on a hundred thousand leads.
await import(process.argv[2] === 'web' ? './web.ts' : './api.ts')
