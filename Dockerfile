# The service and its production dependencies, on Node.js without anything to compile with.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# no install script is needed to compile, and `prepare` would want the sources already
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json tsconfig.package-exports.json build-validators.ts ./
COPY schemas ./schemas
COPY src ./src
RUN npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# better-sqlite3 brings its binaries in the package; nothing is compiled
RUN npm ci --omit=dev --ignore-scripts
# what only editors, debuggers, compilers and other systems need is more than half of it; licences stay
RUN find node_modules -type f \( -name '*.map' -o -name '*.ts' -o -name '*.cts' -o -name '*.mts' -o -name '*.md' \) -delete \
 && find node_modules/drizzle-orm -type f -name '*.cjs' -delete \
 && find node_modules/better-sqlite3/prebuilds -type f ! -name "$(node -p 'process.platform + "-" + process.arch').node" -delete \
 && rm -r node_modules/better-sqlite3/deps node_modules/better-sqlite3/src

FROM node:24-slim AS registry
# of the release, such as: docker build --build-arg REVISION=$(git rev-parse HEAD) --build-arg CREATED=$(date -Is)
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="dc43-registry" \
      org.opencontainers.image.description="A registry for data contracts (Open Data Contract Standard)" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/library/node:24-slim"
WORKDIR /app
COPY package.json LICENSE dc43-service-backends.toml ./
COPY migrations ./migrations
COPY schemas ./schemas
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist

# group 0 may write as well: some platforms run images under any user id, but in that group
RUN mkdir /contracts && chown 1000:0 /contracts && chmod 775 /contracts
WORKDIR /contracts
VOLUME /contracts

# the DSN in this file, sqlite:///./contracts.db, is relative to the working directory; what reaches a container from
# outside does not come from its own machine
ENV NODE_ENV=production \
    DC43_SERVER_HOST=0.0.0.0 \
    DC43_SERVICE_BACKENDS_CONFIG=/app/dc43-service-backends.toml
USER 1000
EXPOSE 8001
# node is process 1 and is told itself: no shell stands between, and every request is finished
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.DC43_SERVER_PORT || 8001}/health`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# for less memory, as `npm start` has it: see "Memory" in docs/running.md
ENTRYPOINT ["node", "--expose-gc", "--max-semi-space-size=16", "--heap-growing-percent=50", "/app/dist/cli.js"]

# docker build --target git: with what contracts in a git repository need
FROM registry AS git
USER root
RUN apt-get update \
 && apt-get install -y --no-install-recommends git openssh-client \
 && rm -rf /var/lib/apt/lists/*
USER 1000

# what is made when no target is named
FROM registry
