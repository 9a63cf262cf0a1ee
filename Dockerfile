# syntax=docker/dockerfile:1

FROM node:24-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY contracts/package.json contracts/
COPY server/package.json server/
COPY web/package.json web/
COPY e2e/package.json e2e/
COPY bench/package.json bench/

# The web app, built with everything the workspaces need.
FROM base AS web
RUN npm ci
COPY contracts contracts
COPY web web
COPY scripts/build-web.ts scripts/
RUN node scripts/build-web.ts

# What the server needs to run; of the workspaces only links, and `contracts` and `server` behind them.
FROM base AS runtime
# Optional packages are the embedded PostgreSQL and a Node for older hosts; peers come only with them left out.
RUN npm ci --omit=dev --omit=optional --workspace=server

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=8006 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=runtime /app/package.json ./
COPY --from=runtime /app/node_modules node_modules
COPY --from=runtime /app/contracts contracts
COPY --from=runtime /app/server server
COPY contracts contracts
COPY server server
COPY --from=web /app/web/dist web/dist
USER node
EXPOSE 8006
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/src/main.ts"]
