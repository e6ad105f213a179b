"""
Writes the weights of Silero VAD 5 (MIT) for 16 kHz as half-precision numbers in the order in which
packages/media/src/voice/voice-network.ts reads them, and the probabilities that onnxruntime finds in a WAV file.

pip install onnx onnxruntime numpy
python export.py silero_vad_v5.onnx voice-weights.f16
python export.py silero_vad_v5.onnx --probabilities sound.wav
"""

import sys
import wave

import numpy as np
import onnx
import onnx.numpy_helper

NAMES = [
    *(f"encoder.{layer}.reparam_conv.{part}" for layer in range(4) for part in ("weight", "bias")),
    *("decoder.rnn.weight_ih", "decoder.rnn.weight_hh", "decoder.rnn.bias_ih", "decoder.rnn.bias_hh"),
    *("decoder.decoder.2.weight", "decoder.decoder.2.bias"),
]


def constants(graph):
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from constants(attribute.g)
            if node.op_type == "Constant" and attribute.type == onnx.AttributeProto.TENSOR:
                yield node.output[0], onnx.numpy_helper.to_array(attribute.t)


def export(model, target):
    known = {name: value for name, value in constants(onnx.load(model).graph) if "then_branch__Inline_0__" in name}
    basis = known["If_0_then_branch__Inline_0__stft.forward_basis_buffer"][:, 0, :]
    # The transform is a periodic Hann window and a Fourier transform, which need no numbers in a file.
    at = np.arange(256)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * at / 256)
    angles = 2 * np.pi * np.outer(np.arange(129), at) / 256
    assert np.abs(basis - np.concatenate([np.cos(angles), -np.sin(angles)]) * window).max() < 1e-5
    parts = [known[f"If_0_then_branch__Inline_0__{name}"] for name in NAMES]
    for name, part in zip(NAMES, parts):
        print(name, part.shape)
    np.concatenate([part.ravel() for part in parts]).astype("<f2").tofile(target)


def probabilities(model, file):
    import onnxruntime

    with wave.open(file) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(np.float32) / 32768
    session = onnxruntime.InferenceSession(model)
    state = np.zeros((2, 1, 128), np.float32)
    context = np.zeros(64, np.float32)
    for start in range(0, len(samples), 512):
        piece = samples[start : start + 512]
        piece = np.pad(piece, (0, 512 - len(piece)))
        inputs = {"input": np.concatenate([context, piece])[None], "state": state, "sr": np.array(16000)}
        found, state = session.run(None, inputs)
        context = piece[-64:]
        print(f"{found[0, 0]:.4f}")


if sys.argv[2] == "--probabilities":
    probabilities(sys.argv[1], sys.argv[3])
else:
    export(sys.argv[1], sys.argv[2])
