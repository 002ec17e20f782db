"""What a test may rely on when it starts a real stack."""

import signal
import time
import urllib.request

import pytest

from tests.stack import running_stack


@pytest.mark.django_db
def test_p():
    t=time.monotonic()
    with running_stack(beat=True) as stack:
        print("up", time.monotonic()-t)
        print(urllib.request.urlopen(stack.url+"/readyz").read())
        pid=stack.worker.pid
        stack.worker.kill()
        stack.worker.start()
        assert stack.worker.pid!=pid
        stack.await_worker()
        print("worker again", time.monotonic()-t)
        stack.valkey.process.send(signal.SIGSTOP)
        try: print(urllib.request.urlopen(stack.url+"/readyz").read())
        except Exception as e: print(e, e.read())
        stack.valkey.process.send(signal.SIGCONT)
        stack.valkey.stop()
        stack.valkey.start()
        stack.await_worker()
        print(urllib.request.urlopen(stack.url+"/readyz").read())
        stack.web.kill(); stack.web.start(); stack.await_web()
        print("web again", time.monotonic()-t)
        print(stack.manage("help")[:10], stack.connect())
    print("down", time.monotonic()-t)
    with running_stack(beat=True) as stack:
        print("up", time.monotonic()-t)
    print("down", time.monotonic()-t)
