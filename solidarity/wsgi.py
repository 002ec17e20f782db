"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "solidarity.settings")
application = get_wsgi_application()

# What is loaded by now stays: a request need not wait while the collector looks through it again.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
