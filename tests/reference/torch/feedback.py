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
from label_studio_sdk.label_interface import LabelInterface
from trl.data_utils import extract_prompt, unpair_preference_dataset

ANN, BOB = (uuid.UUID(int=number) for number in (1, 2))
PROMPT = "How is the weather?"
ANSWERS = ("A calm, dry day.", "不知道。")


def message(role: str, content: str) -> dict:
    return {"role": role, "content": content}


TURNS = [
    message("system", "Be brief."),
    message("user", PROMPT),
    message("assistant", "Where?"),
    message("user", "In 'Paris', \"today\"?\n谢谢"),
]


def argilla() -> list[dict]:
    fields = {"prompt": PROMPT, "response_a": ANSWERS[0], "response_b": ANSWERS[1]}
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
        fields={"prompt": PROMPT, "answer": ANSWERS[0]},
        responses=[Response("quality", 4, ANN, status="submitted")],
    )
    chat = Record(
        id="chat",
        fields={"prompt": TURNS, "answer": ANSWERS[0]},
        responses=[Response("quality", 2, BOB, status="submitted")],
    )
    return [json.loads(json.dumps(record.to_dict(), default=str)) for record in (pair, one, chat)]


CONFIG = """<View><Chat name="chat" value="$turns"/><Text name="prompt" value="$prompt"/>
<Text name="answer1" value="$answer1"/><Text name="answer2" value="$answer2"/>
<List name="answers" value="$answers" title="Answers"/><Ranker name="order" toName="answers"/>
<Pairwise name="choice" toName="answer1,answer2"/><Rating name="stars" toName="answer1" maxRating="5"/>
<Choices name="verdict" toName="answer1"><Choice value="left"/><Choice value="tie"/><Choice value="neither"/></Choices>
<TextArea name="why" toName="answer1"/><TextArea name="edit" toName="answer1"/><Number name="points" toName="answer2"/></View>"""
LABELS = LabelInterface(CONFIG)


def region(control: str, *value, **named) -> dict:
    """What the control's own code makes of a value."""
    return {**LABELS.get_control(control).label(*value, **named)._dict(), "id": "x"}


def label_studio(folder: Path) -> list[dict]:
    """Tasks through the converter that writes Label Studio's JSON exports."""
    pair = {"prompt": PROMPT, "answer1": ANSWERS[0], "answer2": ANSWERS[1]}
    single = {"prompt": PROMPT, "answer1": ANSWERS[0]}
    items = {"prompt": PROMPT, "answers": [{"id": f"r{n}", "body": answer} for n, answer in enumerate(ANSWERS)]}
    chat = {"prompt": TURNS, "answer1": ANSWERS[0]}
    tasks = [
        (pair, [region("choice", "right")]),
        (single, [region("stars", rating=4), region("why", text=["Clear,", "and dry."])]),
        (pair, [region("verdict", choices=["left"]), region("why", text=["Knows it."])]),
        (pair, [region("verdict", choices=["tie"])]),
        (pair, [region("verdict", choices=["neither"])]),
        (pair, [region("points", number=7)]),
        (items, [region("order", ranker={"best": ["r1"], "worst": ["r0"]})]),
        (single, [region("edit", text=["A calm, dry and mild day."])]),
        (chat, [region("stars", rating=2)]),
    ]
    given = [
        {
            "id": number,
            "data": data,
            "annotations": [
                {
                    **{"id": number, "completed_by": 1, "was_cancelled": False, "ground_truth": False},
                    **{"lead_time": 1.5, "created_at": "2025-01-02T03:04:05.000000Z", "result": result},
                }
            ],
        }
        for number, (data, result) in enumerate(tasks, start=1)
    ]
    raw = folder / "tasks.json"
    raw.write_text(json.dumps(given), encoding="utf-8")
    converter = Converter(config=CONFIG, project_dir=None, download_resources=False)
    converter.convert(str(raw), str(folder / "converted"), "JSON", is_dir=False)
    return json.loads(next((folder / "converted").glob("*.json")).read_text(encoding="utf-8"))


def trl(folder: Path) -> dict[str, list[dict]]:
    """
    TRL's forms of preferences as `datasets` writes them, in JSON lines and with nested columns in Parquet; of those
    without a prompt also the prompt that TRL finds.
    """
    better, worse = ([message("assistant", answer)] for answer in ANSWERS)
    explicit = Dataset.from_list(
        [
            {"prompt": [message("user", PROMPT)], "chosen": better, "rejected": worse},
            {"prompt": TURNS, "chosen": worse, "rejected": better},
        ]
    )
    implicit = Dataset.from_list([{"chosen": TURNS + better, "rejected": TURNS + worse}])
    plain = Dataset.from_list([{"chosen": f"{PROMPT} {ANSWERS[0]}", "rejected": f"{PROMPT} {ANSWERS[1]}"}])
    forms = {
        "explicit": explicit,
        "implicit": implicit,
        "plain": plain,
        "unpaired": unpair_preference_dataset(explicit),
    }
    read = {}
    for name, rows in forms.items():
        lines = folder / f"{name}.jsonl"
        rows.to_json(str(lines), force_ascii=False)
        rows.to_parquet(str(folder / f"{name}.parquet"))
        read[name] = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
        lines.unlink()
    return {**read, "extracted": [extract_prompt(row) for row in implicit], "extractedPlain": [extract_prompt(row) for row in plain]}


def main(folder: str) -> None:
    tables = Path(folder, "feedback")
    tables.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        made = {"argilla": argilla(), "labelStudio": label_studio(Path(work)), "trl": trl(tables)}
    Path(folder, "feedback.json").write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


main(sys.argv[1])
