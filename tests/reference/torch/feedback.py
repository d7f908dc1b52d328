"""Feedback as other tools' own code writes it: Argilla's records, Label Studio's annotations, TRL's data sets."""

import json
import sys
import tempfile
import uuid
from pathlib import Path

from argilla.records._resource import Record
from argilla.responses import Response
from datasets import Dataset
from label_studio_sdk.converter.converter import Converter

ANN, BOB = (uuid.UUID(int=number) for number in (1, 2))
ANSWERS = ("A calm, dry day.", "不知道。")


def argilla() -> list[dict]:
    fields = {"prompt": "How is the weather?", "response_a": ANSWERS[0], "response_b": ANSWERS[1]}
    pair = Record(
        id="pair",
        fields=fields,
        responses=[
            Response("preference", "response_b", ANN, status="submitted"),
            Response("order", ["response_a", "response_b"], BOB, status="submitted"),
        ],
    )
    one = Record(
        id="one",
        fields={"prompt": "How is the weather?", "answer": ANSWERS[0]},
        responses=[Response("quality", 4, ANN, status="submitted")],
    )
    return [json.loads(json.dumps(record.to_dict(), default=str)) for record in (pair, one)]


def label_studio(folder: Path) -> list[dict]:
    """Tasks through the converter that writes Label Studio's JSON exports."""
    config = """<View><Text name="q" value="$prompt"/><Text name="a1" value="$answer1"/><Text name="a2" value="$answer2"/>
    <Pairwise name="choice" toName="a1,a2"/></View>"""
    region = {"id": "x", "type": "pairwise", "from_name": "choice", "to_name": "a1,a2", "value": {"selected": "right"}}
    annotation = {"id": 1, "completed_by": 1, "was_cancelled": False, "ground_truth": False, "result": [region]}
    data = {"prompt": "How is the weather?", "answer1": ANSWERS[0], "answer2": ANSWERS[1]}
    raw = folder / "tasks.json"
    raw.write_text(json.dumps([{"id": 1, "data": data, "annotations": [annotation]}]), encoding="utf-8")
    converter = Converter(config=config, project_dir=None, download_resources=False)
    converter.convert(str(raw), str(folder / "converted"), "JSON", is_dir=False)
    return json.loads(next((folder / "converted").glob("*.json")).read_text(encoding="utf-8"))


def trl(folder: Path) -> list[dict]:
    user, better, worse = (
        [{"role": role, "content": content}]
        for role, content in (("user", "How is the weather?"), ("assistant", ANSWERS[0]), ("assistant", ANSWERS[1]))
    )
    rows = [
        {"prompt": user, "chosen": better, "rejected": worse},
        {"prompt": user, "chosen": worse, "rejected": better},
    ]
    file = folder / "trl.jsonl"
    Dataset.from_list(rows).to_json(str(file), force_ascii=False)
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def main(folder: str) -> None:
    with tempfile.TemporaryDirectory() as work:
        made = {"argilla": argilla(), "labelStudio": label_studio(Path(work)), "trl": trl(Path(work))}
    Path(folder, "feedback.json").write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


main(sys.argv[1])
