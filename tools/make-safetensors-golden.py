#!/usr/bin/env python3
"""Makes the file by which io's tests see that they understand Python's safetensors library.

    pip install 'safetensors>=0.8' numpy
    python3 tools/make-safetensors-golden.py io/src/test/resources/dev/glassbox/io/python.safetensors

The test writes the same numbers down again. The library writes the metadata in any order, so two
runs may differ in that.
"""

import sys

import numpy as np
from safetensors import TensorSpec, serialize_file

TENSORS = {
    "double": np.array([0.1, -1e300], np.float64),
    "float": np.array([[0.0, 0.5, 1.0], [1.5, 2.0, np.nan]], np.float32),
    "half": np.array([1.5, -2.0, 65504.0, 2.0**-24], np.float16),
    "long": np.array([2**63 - 1, -(2**63)], np.int64),
    "int": np.array([2**31 - 1, -(2**31)], np.int32),
    "short": np.array([32767, -32768], np.int16),
    "byte": np.array([127, -128], np.int8),
    "unsigned": np.array([0, 255], np.uint8),
    "mask": np.array([True, False, True]),
    "scalar": np.array(42.0, np.float32),
    "empty": np.zeros((0, 3), np.float32),
    "名前 ü": np.array([-0.0], np.float32),
}
# NumPy has no bfloat16: these are the upper halves of the float32 numbers 1, −2 and 3.140625.
BRAIN = np.array([0x3F80, 0xC000, 0x4049], np.uint16)
METADATA = {"format": "np", "task": "naïve ✓", "quote": 'a "b" \\ c\n'}


def spec(dtype: str, numbers: np.ndarray) -> TensorSpec:
    return TensorSpec(
        dtype=dtype, shape=numbers.shape, data_ptr=numbers.ctypes.data, data_len=numbers.nbytes
    )


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    specs = {name: spec(numbers.dtype.name, numbers) for name, numbers in TENSORS.items()}
    specs["brain"] = spec("bfloat16", BRAIN)
    serialize_file(specs, sys.argv[1], METADATA)


if __name__ == "__main__":
    main()
