"""Python's side: each line of standard input is a job, run in a forked process of its own. Usage: server.py [MODULE]

The libraries are imported once, before any fork. With MODULE (sft, reward_model …), only what that task needs.
"""

import importlib
import json
import os
import resource
import sys

TASKS = ["sft", "reward_model", "generation", "ppo"]


def main() -> None:
    os.environ.update(HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false", TRL_EXPERIMENTAL_SILENCE="1")
    only = sys.argv[1:]
    # whatever libraries print goes to standard error
    sys.stdout = sys.stderr
    from gate import listen, say

    tasks = {name: importlib.import_module(name) for name in only or TASKS}
    say(type="ready")
    while (line := listen()) is not None:
        job = json.loads(line)
        if only:
            run(tasks[job["task"]], job)
            return
        child = os.fork()
        if child == 0:
            run(tasks[job["task"]], job)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status != 0:
            say(type="failed", status=status)


def run(task, job: dict) -> None:
    import torch
    from gate import say

    torch.set_num_threads(2)
    task.run(job)
    say(type="done", peakMemory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


main()
