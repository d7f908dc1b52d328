"""Records how tokenizers of several kinds encode texts and conversations. Usage: chat.py FOLDER"""

import json
import sys
import tempfile
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

from common import write_json

HERE = Path(__file__).parent.parent
SENTENCES = json.loads((HERE / "sentences.json").read_text(encoding="utf-8"))
CONVERSATIONS = json.loads((HERE / "conversations.json").read_text(encoding="utf-8"))
CASED = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"


def byte_level(pattern: str | None, normalizer=None) -> Tokenizer:
    """Bytes as characters: GPT-2's cut, or with a pattern Llama 3's and Qwen's."""
    tokenizer = Tokenizer(models.BPE(ignore_merges=pattern is not None))
    tokenizer.decoder = decoders.ByteLevel()
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    if pattern is None:
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    else:
        parts = [pre_tokenizers.Split(Regex(pattern), "isolated"), pre_tokenizers.ByteLevel(False, use_regex=False)]
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(parts)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=300, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(SENTENCES["training"], trainer)
    return tokenizer


def pieces(metaspace: bool) -> Tokenizer:
    """Characters with a fallback to bytes, as SentencePiece cuts: spaces are ▁, by a normalizer or by a pre-tokenizer."""
    start = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    helper = Tokenizer(models.BPE(unk_token="<unk>"))
    helper.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    trainer = trainers.BpeTrainer(
        vocab_size=400, limit_alphabet=60, special_tokens=start, max_token_length=12, show_progress=False
    )
    helper.train_from_iterator(SENTENCES["training"], trainer)
    learned = json.loads(helper.to_str())["model"]
    merges = [tuple(pair) for pair in learned["merges"]]
    tokenizer = Tokenizer(
        models.BPE(learned["vocab"], merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True)
    )
    if metaspace:
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="first", split=False)
    else:
        tokenizer.normalizer = helper.normalizer
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    return tokenizer


def special(*texts: str) -> list[AddedToken]:
    return [AddedToken(text, special=True, normalized=False) for text in texts]


def make(kind: str) -> PreTrainedTokenizerFast:
    """A tokenizer with BOS before each text, as most of these have, unless there is no BOS."""
    if kind == "gpt":
        inner, names = byte_level(None), dict(bos_token="<|im_start|>", eos_token="<|im_end|>", pad_token="<|im_end|>")
    elif kind == "qwen":
        inner = byte_level(CASED, normalizers.NFC())
        names = dict(eos_token="<|im_end|>", pad_token="<|endoftext|>")
    elif kind == "llama3":
        inner, names = byte_level(CASED), dict(bos_token="<|begin|>", eos_token="<|turn|>")
        inner.add_special_tokens(special("<|begin|>", "<|head|>", "<|tail|>", "<|turn|>", "<|reserved|>"))
    else:
        inner, names = pieces(kind == "mistral"), dict(bos_token="<s>", eos_token="</s>", unk_token="<unk>")
        inner.add_special_tokens(special("<unk>", "<s>", "</s>"))
    inner.add_special_tokens(special(*names.values()))
    if kind in ("llama3", "llama", "mistral"):
        bos = names["bos_token"]
        inner.post_processor = processors.TemplateProcessing(
            single=f"{bos} $A", special_tokens=[(bos, inner.token_to_id(bos))]
        )
    return PreTrainedTokenizerFast(tokenizer_object=inner, **names)


CASES = {
    "gpt": ["blocks"],
    "qwen": ["blocks", "thoughts"],
    "llama3": ["headers"],
    "llama": ["brackets"],
    "mistral": ["brackets", "blocks"],
}


def apply(tokenizer, template: str, conversation: list[dict]) -> dict:
    try:
        ids = tokenizer.apply_chat_template(
            conversation, chat_template=template, add_generation_prompt=True, tokenize=True, return_dict=False
        )
        return {"ids": ids}
    except Exception as error:
        return {"refusal": str(error)}


def record(folder: Path, kind: str, templates: list[str]) -> None:
    tokenizer = make(kind)
    with tempfile.TemporaryDirectory() as saved:
        tokenizer.save_pretrained(saved)
        read = lambda name: json.loads((Path(saved) / name).read_text(encoding="utf-8"))
        files = {"tokenizer": read("tokenizer.json"), "config": read("tokenizer_config.json")}
    encoded = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in SENTENCES["encoding"]]
    chats = {}
    for name in templates:
        template = (HERE / "templates" / f"{name}.jinja").read_text(encoding="utf-8")
        chats[name] = [apply(tokenizer, template, one) for one in CONVERSATIONS]
    plain = [tokenizer(one[0]["content"])["input_ids"] for one in CONVERSATIONS]
    decoded = [tokenizer.decode(ids) for ids in encoded]
    write_json(
        folder / f"{kind}.json",
        {"files": files, "encoded": encoded, "decoded": decoded, "plain": plain, "chats": chats},
    )


if __name__ == "__main__":
    for kind, templates in CASES.items():
        record(Path(sys.argv[1]), kind, templates)
