"""Seconds that Dagster takes to run chains of ops that do nothing, in one process: nodes_dagster.py COUNT CHAINS."""

import logging
import sys
import tempfile
import time

import dagster

logging.disable(logging.CRITICAL)
count, chains = int(sys.argv[1]), int(sys.argv[2])


def make(number):
    if number < chains:

        @dagster.op(name=f"n{number}")
        def first():
            return number

        return first

    @dagster.op(name=f"n{number}")
    def next_(before):
        return number

    return next_


ops = [make(number) for number in range(count)]


@dagster.job(executor_def=dagster.in_process_executor)
def chain():
    last = [None] * chains
    for number, op in enumerate(ops):
        last[number % chains] = op() if number < chains else op(last[number % chains])


with tempfile.TemporaryDirectory() as folder, dagster.DagsterInstance.local_temp(folder) as instance:
    started = time.perf_counter()
    result = chain.execute_in_process(instance=instance)
    assert result.success
    print(time.perf_counter() - started)
