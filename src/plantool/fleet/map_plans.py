"""Runs the jobs of plans: in processes of this machine, or by the workers of a cluster of Dask."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.errors import NotWrittenError, UsageError
from plantool.fleet.plan_facts import build_plan_facts, find_program
from plantool.loading.parallel import end_with_parent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from plantool.fleet.plan_facts import PlanFacts, PlanJob

_FEW_JOBS = 8  # for which starting processes takes longer than they save
_WAITING_JOBS = 4  # of a process: results that are not fetched yet take memory
_CONNECT_SECONDS = 30


def map_plans(
    jobs: Sequence[PlanJob], processes: int, scheduler: str | None = None
) -> Iterator[PlanFacts]:
    """Yield what comes of each job, in the order in which they end.

    With the address of a ``scheduler`` of Dask its workers run them, else so many ``processes``.
    Raises UsageError where there is no such scheduler, or where its workers are of another
    version, and NotWrittenError where a process is killed.
    """
    if scheduler is None and (processes == 1 or len(jobs) < _FEW_JOBS):
        yield from map(build_plan_facts, jobs)
        return
    opened = _open_cluster(scheduler) if scheduler else _open_pool(min(processes, len(jobs)))
    with opened as workers:
        try:
            for facts in _run_ahead(workers, jobs):
                if facts.program != find_program():
                    raise UsageError("error.fleet-other-version", host=scheduler)
                yield facts
        except BrokenExecutor as error:
            raise NotWrittenError("error.fleet-process-ended") from error


class _Workers(NamedTuple):
    executor: Executor
    processes: int


@contextmanager
def _open_pool(processes: int) -> Iterator[_Workers]:
    """Fork processes, which is safe as long as Arrow, which starts threads, has read nothing."""
    pool = ProcessPoolExecutor(processes, get_context("fork"), end_with_parent)
    try:
        yield _Workers(pool, processes)
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _open_cluster(scheduler: str) -> Iterator[_Workers]:
    try:
        from distributed import Client  # noqa: PLC0415 - of the extra `cluster`, for this alone
    except ModuleNotFoundError as error:
        raise UsageError("error.no-cluster") from error
    try:
        client: Any = Client(scheduler, timeout=_CONNECT_SECONDS)  # type: ignore[no-untyped-call] # untyped
    except (OSError, ValueError) as error:
        raise UsageError("error.fleet-scheduler", host=scheduler, reason=error) from error
    with client:
        count = sum(client.nthreads().values())
        yield _Workers(client.get_executor(pure=False), max(count, 1))


def _run_ahead(workers: _Workers, jobs: Sequence[PlanJob]) -> Iterator[PlanFacts]:
    """Yield results, while no more jobs are given out than keep the workers busy."""
    left = iter(jobs)
    submit = workers.executor.submit
    running = {
        submit(build_plan_facts, job) for job in islice(left, workers.processes * _WAITING_JOBS)
    }
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        running |= {submit(build_plan_facts, job) for job in islice(left, len(done))}
        for future in done:
            yield future.result()
