import signal

import pytest

from pipeline.cli import stopping


@pytest.fixture
def handlers(monkeypatch):
    monkeypatch.setattr(stopping, "_wished", type(stopping._wished)())
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_wish_to_stop_outlives_a_library_that_swallows_it(number):
    signal.signal(signal.SIGINT, signal.default_int_handler)
    stopping.listen()
    stopping.check()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)  # what a destructor would print and forget
    with pytest.raises(KeyboardInterrupt):
        stopping.check()


@pytest.mark.usefixtures("handlers")
def test_a_job_in_the_background_goes_on_ignoring_the_terminal():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stopping.listen()
    signal.raise_signal(signal.SIGINT)
    stopping.check()
