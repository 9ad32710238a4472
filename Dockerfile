# Built in two stages on any image with Python 3.11 or later (python3 with venv and pip):
#   docker build -t tuoyu-planner .
#   docker run --rm --read-only --tmpfs /tmp --cap-drop all -v tuoyu:/data -p 8000:8000 tuoyu-planner
ARG BASE=python:3.13-slim

# hadolint ignore=DL3006
FROM ${BASE} AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1
RUN python3 -m venv /opt/tuoyu && python3 -m venv /opt/build
COPY requirements.lock ./
RUN /opt/tuoyu/bin/python -m pip install --require-hashes -r requirements.lock
COPY scripts ./scripts
RUN /opt/build/bin/python -m pip install --require-hashes -r scripts/build.lock
COPY maps/web ./maps/web
RUN VENV=/opt/build scripts/web.sh run
COPY . .
RUN /opt/build/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir /dist . \
    && /opt/tuoyu/bin/python -m pip install --no-deps --no-index /dist/*.whl \
    && /opt/tuoyu/bin/python -m pip uninstall --yes pip
RUN for city in guangzhou demo_city; do \
      TUOYU_STORE=/opt/tuoyu/share/tuoyu/store.sqlite /opt/tuoyu/bin/tuoyu load "sample_data/$city" || exit 1; \
    done \
    && install -m 0755 scripts/container-start.sh /opt/tuoyu/bin/tuoyu-start

# hadolint ignore=DL3006
FROM ${BASE}
LABEL org.opencontainers.image.title="Tuoyu Planner" \
      org.opencontainers.image.description="Where childcare places are missing, and the cheapest way to close the gap" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --user-group --no-log-init --no-create-home --home-dir /data --shell /usr/sbin/nologin tuoyu \
    && install -d -o tuoyu -g tuoyu -m 0750 /data
COPY --from=build /opt/tuoyu /opt/tuoyu
# The root file system may be read-only: the store lies in the volume, and nothing writes beside the code.
ENV PATH=/opt/tuoyu/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TUOYU_SAMPLE_STORE=/opt/tuoyu/share/tuoyu/store.sqlite \
    TUOYU_STORE=/data/store.sqlite
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["tuoyu-start"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
