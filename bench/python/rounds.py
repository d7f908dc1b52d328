"""Runs a trainer of TRL in rounds: a round is an epoch, and waits until the other side has had its turn."""

import time

from transformers import TrainerCallback

from gate import next_round, say


class Rounds(TrainerCallback):
    """A round's seconds reach from its beginning to the end of its last step."""

    def on_epoch_begin(self, args, state, control, **_):
        self.started = time.perf_counter()

    def on_step_end(self, args, state, control, **_):
        self.seconds = time.perf_counter() - self.started
        if state.global_step == 1:
            say(type="first step")

    def on_epoch_end(self, args, state, control, **_):
        if not next_round(seconds=self.seconds):
            control.should_training_stop = True


CHECKED_STEPS = 2


class Losses(TrainerCallback):
    """Collects the losses of the first steps, which the trainer hands to its log."""

    def __init__(self):
        self.values = []

    def on_log(self, args, state, control, logs, **_):
        if "loss" in logs:
            self.values.append(float(logs["loss"]))

    def on_step_end(self, args, state, control, **_):
        if state.global_step >= CHECKED_STEPS:
            control.should_training_stop = True
