# The service as `npm start` runs it: Node 24 runs the TypeScript itself, so there is nothing to build.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No package needs its install script at run time.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978 DATA_DIR=/data
WORKDIR /app
# Attachments are in /data/files: one volume for all instances. The rest of /data is each instance's own.
RUN install -d -o node -g node -m 700 /data /data/files
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY data data
COPY dialogs dialogs
COPY src src
USER node
EXPOSE 3978
HEALTHCHECK --interval=15s --timeout=4s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Without a shell in between, so that the service itself is told to stop and ends what it has begun.
CMD ["node", "src/main.ts"]
