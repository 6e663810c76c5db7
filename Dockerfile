# The bot in a container: docker build -t space-history-bot .
# Nothing in it depends on the processor, so both architectures are built alike:
#   docker buildx build --platform linux/amd64,linux/arm64 -t space-history-bot .
# It writes to /data alone (the index, and the log of questions if there is one); the root file
# system can be read-only. compose.yaml shows all that it needs.

FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /venv
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
# Wheels only: a build that needs a compiler fails here instead of growing.
RUN /venv/bin/pip install --no-cache-dir --only-binary=:all: --no-binary=space-history-bot \
    ".[ops,watch]"

FROM python:3.13-slim
RUN groupadd --gid 10001 bot \
    && useradd --uid 10001 --gid bot --no-create-home --home-dir /data \
        --shell /usr/sbin/nologin bot \
    && install --directory --owner=bot --group=bot /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /data
VOLUME /data
# Healthy is who hears the gateway and has an archive to answer from; the first index takes a while.
HEALTHCHECK --interval=30s --timeout=5s --start-period=5m --retries=3 \
    CMD ["python", "-c", \
        "from urllib.request import urlopen; urlopen('http://127.0.0.1:9300/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run", "--log-format", "json", "--listen", "127.0.0.1:9300"]
