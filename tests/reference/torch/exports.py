"""Reads with other tools' own code what Heed has exported: datasets and TRL, Label Studio's converter, Argilla, pandas."""

import csv
import json
import sys
import tempfile
import uuid
from pathlib import Path

import pandas as pd
import pyarrow.parquet
from argilla.records._resource import Record
from datasets import load_dataset
from label_studio_sdk.converter.converter import Converter

CONFIG = """<View><Text name="q" value="$prompt"/><Text name="answer1" value="$answer1"/>
<Text name="answer2" value="$answer2"/><Pairwise name="preference" toName="answer1,answer2"/>
<Rating name="strength" toName="answer1"/><TextArea name="critique" toName="answer1"/>
<Choices name="verdict" toName="answer1"><Choice value="tie"/></Choices></View>"""


def from_json(folder: Path, name: str) -> list[dict]:
    with tempfile.TemporaryDirectory() as cache:
        return load_dataset("json", data_files=str(folder / name), split="train", cache_dir=cache).to_list()


def label_studio(folder: Path) -> list[dict]:
    """What Label Studio's converter makes of the tasks: one row an annotation."""
    with tempfile.TemporaryDirectory() as out:
        converter = Converter(config=CONFIG, project_dir=None, download_resources=False)
        converter.convert(str(folder / "exported-label-studio.json"), out, "CSV", is_dir=False)
        with next(Path(out).glob("*.csv")).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    return [{name: row.get(name, "") for name in ("prompt", "answer1", "answer2", "preference", "critique")} for row in rows]


def argilla(folder: Path) -> list[dict]:
    """Records as Argilla's own class reads and gives them again."""
    read = [Record.from_dict(one) for one in json.loads((folder / "exported-argilla.json").read_text(encoding="utf-8"))]
    for record in read:
        for response in record.responses:
            uuid.UUID(str(response.user_id))
    return [
        {
            "fields": record.to_dict()["fields"],
            "responses": {
                question: [one["value"] for one in given] for question, given in record.to_dict()["responses"].items()
            },
        }
        for record in read
    ]


def tables(folder: Path) -> dict:
    """The same table by pandas from CSV and by pyarrow from Parquet."""
    frame = pd.read_csv(folder / "exported-csv.csv", keep_default_na=False, dtype=str)
    parquet = pyarrow.parquet.read_table(folder / "exported-parquet.parquet").to_pylist()
    # and what these two write of it
    frame.to_csv(folder / "rewritten.csv", index=False)
    pd.DataFrame(parquet).to_parquet(folder / "rewritten.parquet")
    return {"csv": frame.to_dict("records"), "parquet": parquet}


folder, out = Path(sys.argv[1]), Path(sys.argv[2])
values = {
    "trl": from_json(folder, "exported-trl.jsonl"),
    "hhRlhf": from_json(folder, "exported-hh-rlhf.jsonl"),
    "heed": from_json(folder, "exported-heed.jsonl"),
    "labelStudio": label_studio(folder),
    "argilla": argilla(folder),
    **tables(folder),
}
out.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
