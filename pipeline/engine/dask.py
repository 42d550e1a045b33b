"""The Dask engine: the same batches on a cluster, for corpora that outgrow a machine.

Workers write their parts into the run's folder, which they must all see, and answer with the
number of rejects. A part is written once whatever happens: its name is the hash of its batch, so
a batch that runs twice writes the same file twice. Dask starts a lost worker again; a batch that
keeps losing workers is halved until the culprit stands alone, as in the local engine.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pipeline.engine import retry, worker
from pipeline.engine.tasks import THREAD_VARIABLES
from pipeline.errors import EnvironmentProblemError, UnknownNameError
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

    from pipeline.engine.tasks import Setup, Task

# Its class; all but `local` take their settings from Dask's own configuration files.
CLUSTERS = {
    "local": "distributed:LocalCluster",
    "slurm": "dask_jobqueue:SLURMCluster",
    "ssh": "distributed:SSHCluster",
    "kubernetes": "dask_kubernetes.operator:KubeCluster",
}
# The nanny's default of 64 KB gives memory back at every turn and slows the model by a quarter.
ENVIRON = {
    "MALLOC_TRIM_THRESHOLD_": str(2**30),
    "MALLOC_MMAP_THRESHOLD_": str(2**30),
    **dict.fromkeys(THREAD_VARIABLES, "1"),
}
IN_FLIGHT = 2  # batches a worker: one that runs, one that waits beside it


def run(
    setup: Setup,
    tasks: Iterator[Task],
    progress: Callable[[int, int, int], None],
    *,
    workers: int,
    scheduler: str | None = None,
    cluster: str | None = None,
) -> None:
    """Do all batches on a cluster.

    Args:
        setup: What each worker needs to know; its folders must be shared by all.
        tasks: Batches, read no faster than workers take them.
        progress: Called after each batch with its articles, characters and rejects.
        workers: Processes to start, unless `scheduler` names a running cluster.
        scheduler: Address of a running scheduler.
        cluster: Kind of cluster to start; `local` when nothing is said.

    Raises:
        EnvironmentProblemError: Dask or the kind of cluster is not installed.
        UnknownNameError: There is no such kind of cluster.
    """
    _check(scheduler, cluster)
    import dask  # noqa: PLC0415  # an optional extra
    from distributed import Client  # noqa: PLC0415

    with dask.config.set({"distributed.nanny.pre-spawn-environ": ENVIRON}):
        if scheduler is not None:
            with Client(scheduler) as client:
                _drive(client, setup, tasks, progress)
            return
        with _cluster(cluster or "local", max(workers, 1)) as started, Client(started) as client:
            _drive(client, setup, tasks, progress)


def _check(scheduler: str | None, cluster: str | None) -> None:
    if cluster is not None and cluster not in CLUSTERS:
        raise UnknownNameError("cluster", cluster, CLUSTERS)
    needed = ["distributed"]
    if scheduler is None:
        needed.append(CLUSTERS[cluster or "local"].split(":", maxsplit=1)[0].split(".")[0])
    for name in needed:
        if find_spec(name) is None:
            raise EnvironmentProblemError(
                f"{name} is not installed. Run: pip install 'griefs[dask]' (and {name})."
            )


def _cluster(kind: str, workers: int) -> Any:
    module, name = CLUSTERS[kind].split(":")
    make = getattr(import_module(module), name)
    if kind == "local":
        return make(n_workers=workers, threads_per_worker=1, dashboard_address=None)
    started = make()
    if hasattr(started, "scale"):
        started.scale(workers)
    return started


def _drive(
    client: Any, setup: Setup, tasks: Iterator[Task], progress: Callable[[int, int, int], None]
) -> None:
    from distributed import as_completed  # noqa: PLC0415

    queue = retry.Queue(tasks)
    running: dict[Any, retry.Job] = {}
    finished = as_completed()

    def fill() -> None:
        workers = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
        while len(running) < workers * IN_FLIGHT and (job := queue.take()) is not None:
            future = client.submit(_work, setup, job.task, pure=False)
            running[future] = job
            finished.add(future)

    fill()
    while running:
        future = next(finished)
        job = running.pop(future)
        batch = job.task.batch
        if future.status == "finished":
            progress(len(batch.articles), batch.characters, future.result())
        else:
            error = future.exception()
            if isinstance(error, OSError):
                raise EnvironmentProblemError(f"A worker cannot write in {setup.rows}: {error}")
            rejected = queue.failed(setup, job, RejectReason.CRASHED, type(error).__name__)
            if rejected is not None:
                progress(len(batch.articles), batch.characters, rejected)
        fill()


# The pipeline of each worker process, loaded once; by its settings.
_LOADED: dict[str, Language] = {}


def _nlp(setup: Setup) -> Language:
    key = str(setup.config)
    if key not in _LOADED:
        _LOADED[key] = worker.load(setup)
    return _LOADED[key]


def _work(setup: Setup, task: Task) -> int:
    return worker.work(_nlp(setup), setup, task)
