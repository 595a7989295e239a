#!/usr/bin/env python3
"""Prints what Python's safetensors library sees in a file, such as a model that Glassbox wrote.

    pip install 'safetensors>=0.8' numpy
    python3 tools/check-safetensors.py model.safetensors

For each tensor, sorted by name: its name, type, shape and first numbers; then the metadata by key.
Ends with the library's error if it refuses the file.
"""

import json
import sys

from safetensors import safe_open

SHOWN = 4


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def numbers(file: safe_open, name: str) -> str:
    try:
        tensor = file.get_tensor(name)
    except TypeError:
        return "of a type that NumPy lacks"
    shown = [repr(number) for number in tensor.flatten()[:SHOWN].tolist()]
    return ", ".join(shown + ["…"] if tensor.size > SHOWN else shown)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with safe_open(sys.argv[1], framework="np") as file:
        for name in sorted(file.keys()):
            place = file.get_slice(name)
            print(quoted(name), place.get_dtype(), place.get_shape(), numbers(file, name))
        for key, value in sorted((file.metadata() or {}).items()):
            print("metadata", quoted(key), quoted(value))


if __name__ == "__main__":
    main()
