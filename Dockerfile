# Any image with glibc, Python 3.11 or newer and pip; a site that pins by digest names it here.
ARG PYTHON_IMAGE=python:3.11-slim

FROM ${PYTHON_IMAGE} AS build
# Mirrors of the two registries, where these cannot be reached themselves.
ARG PIP_INDEX_URL
ARG NPM_CONFIG_REGISTRY
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /build && python -m venv --without-pip /venv \
 && /build/bin/pip install -q --require-hashes --only-binary :all: -r requirements-build.lock \
 && /build/bin/pip --python /venv/bin/python install -q --require-hashes --only-binary :all: -r requirements.lock
COPY . .
RUN /build/bin/pip wheel -q --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /build/bin/pip --python /venv/bin/python install -q --no-deps --no-index /wheels/*.whl \
 && /venv/bin/python -m compileall -q /venv/lib

FROM ${PYTHON_IMAGE}
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin zhuanban \
 && install -d -o zhuanban -g zhuanban -m 0750 /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PROFILE=production HOST=0.0.0.0 PORT=8000 DATA_DIR=/data
WORKDIR /data
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
CMD ["zhuanban", "serve"]
