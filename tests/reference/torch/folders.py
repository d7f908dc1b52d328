"""Model folders between Heed and transformers.

folders.py read FOLDER VALUES …        loads folders that Heed wrote and records what Python makes of them
folders.py write FOLDER VALUES         writes a GPT-2 folder for Heed to load, and what Python makes of that
folders.py write-llama FOLDER VALUES   the same with a Llama in shards, whose chat template has a file of its own
"""

import json
import sys
from pathlib import Path

import torch
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
)

import chat
from common import randomize, write_json

SENTENCES = json.loads((Path(__file__).parent.parent / "sentences.json").read_text(encoding="utf-8"))


def load_strictly(folder: Path):
    """The model by its architecture; every weight must be found and used."""
    [architecture] = AutoConfig.from_pretrained(folder).architectures
    is_classifier = architecture.endswith("ForSequenceClassification")
    auto = AutoModelForSequenceClassification if is_classifier else AutoModelForCausalLM
    model, info = auto.from_pretrained(folder, output_loading_info=True)
    problems = {key: sorted(map(str, value)) for key, value in info.items() if value}
    assert not problems, problems
    return model.eval()


def describe_tokenizer(tokenizer) -> dict:
    encoded = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in SENTENCES["encoding"]]
    described = {
        "encoded": encoded,
        "decoded": [tokenizer.decode(ids) for ids in encoded],
        "decodedWithoutSpecial": [tokenizer.decode(ids, skip_special_tokens=True) for ids in encoded],
        "bosId": tokenizer.bos_token_id,
        "eosId": tokenizer.eos_token_id,
        "padId": tokenizer.pad_token_id,
        "size": len(tokenizer),
    }
    if tokenizer.chat_template:
        render = lambda chat: tokenizer.apply_chat_template(chat, add_generation_prompt=True, return_dict=False)
        described["chats"] = [render(chat) for chat in SENTENCES["chats"]]
    return described


def describe_model(model, tokenizer) -> dict:
    """Logits of the last position, or scores, of three texts in one right-padded batch."""
    texts = SENTENCES["encoding"][2:5]
    batch = tokenizer(texts, add_special_tokens=False, padding=True, return_tensors="pt")
    ids, mask = batch["input_ids"], batch["attention_mask"]
    with torch.no_grad():
        logits = model(input_ids=ids, attention_mask=mask).logits
    rows = [ids[row, : int(length)].tolist() for row, length in enumerate(mask.sum(1))]
    if logits.dim() == 2:
        return {"texts": texts, "ids": rows, "scores": logits[:, 0]}
    return {
        "texts": texts,
        "ids": rows,
        "logits": [logits[row, len(one) - 1] for row, one in enumerate(rows)],
        "greedy": [continue_greedily(model, one) for one in rows[:2]],
    }


def continue_greedily(model, prompt: list[int], count: int = 6) -> dict:
    """The most likely continuation by `generate`, whether or not it holds EOS, with its log-probabilities."""
    ids = model.generate(
        torch.tensor([prompt]),
        attention_mask=torch.ones(1, len(prompt), dtype=torch.long),
        max_new_tokens=count,
        do_sample=False,
        eos_token_id=None,
    )
    with torch.no_grad():
        log_probs = torch.log_softmax(model(ids).logits, -1)[0, len(prompt) - 1 : -1]
    tokens = ids[0, len(prompt) :]
    return {"tokens": tokens, "logProbs": log_probs[torch.arange(count), tokens]}


def train_bpe(pattern: str, vocabulary: int, special: list[str]) -> dict:
    """Python's own trainer on the same texts, cut by the same pattern."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(pattern), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        min_frequency=2,
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(SENTENCES["training"], trainer)
    return {"vocabularySize": vocabulary, "merges": json.loads(tokenizer.to_str())["model"]["merges"]}


def read(folder: Path, values: Path) -> None:
    # AutoTokenizer cuts texts for every qwen2 model as Qwen does, whatever tokenizer.json says
    is_qwen2 = AutoConfig.from_pretrained(folder).model_type == "qwen2"
    tokenizer = (PreTrainedTokenizerFast if is_qwen2 else AutoTokenizer).from_pretrained(folder)
    stored = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    pattern = stored["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"]
    special = [token["content"] for token in stored["added_tokens"]]
    write_json(
        values,
        {
            "tokenizer": describe_tokenizer(tokenizer),
            "training": train_bpe(pattern, 340, special),
            "model": describe_model(load_strictly(folder), tokenizer),
        },
    )


def write(folder: Path, values: Path) -> None:
    """A folder in the usual form of GPT-2: its own regular expression, ids at the end, half-precision weights."""
    inner = Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    inner.train_from_iterator(
        SENTENCES["training"], trainers.BpeTrainer(vocab_size=310, initial_alphabet=alphabet, show_progress=False)
    )
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, eos_token="<|endoftext|>", pad_token="<|padding|>")
    config = GPT2Config(
        vocab_size=len(tokenizer) + 4, n_positions=48, n_embd=8, n_layer=1, n_head=2,
        bos_token_id=tokenizer.eos_token_id, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
    )
    model = GPT2LMHeadModel(config)
    randomize(model, seed=3, scale=0.3)
    save(model.to(torch.bfloat16), tokenizer, folder, values)


def write_llama(folder: Path, values: Path) -> None:
    """As transformers 5 writes it: shards, rope_parameters, chat_template.jinja, BOS by tokenizer.json."""
    tokenizer = chat.make("llama3")
    tokenizer.pad_token = "<|reserved|>"
    tokenizer.chat_template = (Path(__file__).parent.parent / "templates" / "headers.jinja").read_text(encoding="utf-8")
    config = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=8, intermediate_size=12, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=1, max_position_embeddings=48, bos_token_id=tokenizer.bos_token_id,
        eos_token_id=[tokenizer.eos_token_id, tokenizer.bos_token_id], pad_token_id=tokenizer.pad_token_id,
        rope_parameters=dict(rope_type="dynamic", factor=2.0, rope_theta=10000.0),
    )
    model = LlamaForCausalLM(config)
    randomize(model, seed=3, scale=0.3)
    save(model.to(torch.float16), tokenizer, folder, values, max_shard_size="6KB")


def save(model, tokenizer, folder: Path, values: Path, **options) -> None:
    model.save_pretrained(folder, **options)
    tokenizer.save_pretrained(folder)
    widened = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    write_json(values, {"tokenizer": describe_tokenizer(tokenizer), "model": describe_model(widened, tokenizer)})


if __name__ == "__main__":
    torch.manual_seed(0)
    torch.set_num_threads(1)
    command, *paths = sys.argv[1:]
    for folder, values in zip(paths[::2], paths[1::2], strict=True):
        {"read": read, "write": write, "write-llama": write_llama}[command](Path(folder), Path(values))
