# The web page and the command line, as an ordinary user. The store is Neo4j, by its address: see docker-compose.yml.
FROM python:3.12-slim-bookworm

RUN useradd --create-home --uid 10001 liantu
WORKDIR /app
COPY requirements.lock requirements-build.lock pyproject.toml README.md LICENSE NOTICE ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock -r requirements-build.lock
COPY graph graph
COPY liantu liantu
COPY loaders loaders
COPY queries queries
COPY ui ui
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

USER liantu
ENV LIANTU_HOME=/home/liantu/data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/healthz', timeout=4)"
# It listens beyond the container's loopback, so people sign in: make the first account before (docker-compose.yml).
CMD ["liantu", "start", "--host", "0.0.0.0", "--port", "8501", "--output", "/home/liantu/data/gaps.xlsx"]
