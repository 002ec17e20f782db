# One image for web, worker, beat and migrate. It holds no secret and no development tool.
FROM python:3.13-slim AS dependencies
COPY requirements/run.txt /
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /run.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin solidarity
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 STATIC_ROOT=/app/collected
COPY --from=dependencies /venv /venv
WORKDIR /app
COPY . .
# The settings want values to start at all; none of these is kept in the image.
RUN python -I solidarity/base/compile_messages.py \
 && SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(50))") \
    SITE_URL=https://build.invalid DATABASE_URL=postgresql:///none REDIS_URL=redis://none \
    python manage.py collectstatic --no-input --verbosity 0 \
 && python -m compileall -q coalitions cohorts decisions meetings networks solidarity values
RUN mkdir /erasures && chown 10001 /erasures
USER 10001
EXPOSE 8000
# WEB_CONCURRENCY says how many processes; each carries eight requests at a time. At a lower
# level gunicorn would write down the address of whoever sends a broken request.
CMD ["gunicorn", "solidarity.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--threads", "8", "--worker-tmp-dir", "/dev/shm", \
     "--graceful-timeout", "25", "--max-requests", "5000", "--max-requests-jitter", "500", \
     "--log-level", "error", "--no-control-socket"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['SITE_URL'].split('//')[1].split('/')[0], 'X-Forwarded-Proto': 'https'}), timeout=4)"]
