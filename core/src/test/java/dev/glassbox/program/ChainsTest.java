package dev.glassbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Chains of elementwise operations drawn by chance, of lengths around those of vectors, tiles and
/// parts: a program gives the bits of the operations one by one.
class ChainsTest {
  private static final List<UnaryOperator<Tensor>> UNARY =
      List.of(
          Tensor::neg,
          Tensor::abs,
          Tensor::sign,
          Tensor::step,
          Tensor::square,
          Tensor::sqrt,
          Tensor::relu,
          Tensor::exp,
          Tensor::tanh,
          Tensor::sigmoid,
          Tensor::softplus,
          x -> x.leakyRelu(0.1),
          x -> x.mul(0.5),
          x -> x.add(0.25));
  private static final List<BinaryOperator<Tensor>> BINARY =
      List.of(Tensor::add, Tensor::sub, Tensor::mul, Tensor::div, Tensor::maximum, Tensor::minimum);

  static Stream<Arguments> cases() {
    int[][] shapes = {{1, 1}, {1, 7}, {3, 5}, {16, 64}, {33, 31}, {1, 5000}, {300, 400}};
    return IntStream.range(0, shapes.length * 6)
        .mapToObj(i -> Arguments.of(i, shapes[i / 6], i % 2 == 0 ? DType.FLOAT32 : DType.FLOAT64));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aChainGivesTheBitsOfItsOperations(int seed, int[] lengths, DType dtype) {
    Shape shape = Shape.of(lengths);
    List<Tensor> leaves =
        List.of(
            special(seed, shape, dtype),
            special(seed + 100, shape, dtype),
            special(seed + 200, Shape.of(lengths[1]), dtype),
            special(seed + 300, Shape.of(lengths[0], 1), dtype),
            special(seed + 400, Shape.of(), dtype));
    Tensor out = Tensor.zeros(shape, dtype).buffer();
    Tensor also = Tensor.zeros(shape, dtype).buffer();
    List<Tensor> twins = leaves.stream().map(x -> x.detach().buffer()).toList();
    Tensor outTwin = Tensor.zeros(shape, dtype).buffer();
    Tensor alsoTwin = Tensor.zeros(shape, dtype).buffer();
    Program program = Program.of(() -> chain(seed, leaves, out, also));
    chain(seed, twins, outTwin, alsoTwin);
    for (int run = 0; run < 2; run++) {
      program.run();
      chain(seed, twins, outTwin, alsoTwin);
      assertSame(out, outTwin);
      assertSame(also, alsoTwin);
      assertSame(leaves.getFirst(), twins.getFirst());
    }
  }

  private static void assertSame(Tensor actual, Tensor expected) {
    int place = Arrays.mismatch(actual.toDoubleArray(), expected.toDoubleArray());
    assertThat(place).as("the first place where they differ").isEqualTo(-1);
  }

  private static void chain(int seed, List<Tensor> leaves, Tensor out, Tensor also) {
    // Not an Rng, which would be refused within a program.
    Random random = new Random(seed);
    List<Tensor> known = new ArrayList<>(leaves);
    for (int i = 0; i < 10; i++) {
      Tensor a = known.get(random.nextInt(known.size()));
      if (random.nextBoolean()) {
        known.add(UNARY.get(random.nextInt(UNARY.size())).apply(a));
      } else {
        Tensor b = known.get(random.nextInt(known.size()));
        known.add(BINARY.get(random.nextInt(BINARY.size())).apply(a, b));
      }
    }
    Tensor last = known.getLast().add(known.get(known.size() - 3)).broadcastTo(out.shape());
    out.assign(last);
    also.assign(known.get(known.size() - 2).add(leaves.get(1)).broadcastTo(out.shape()));
    Tensor first = leaves.getFirst();
    first.assign(first.mul(0.9).add(last.minimum(1).maximum(-1).mul(0.1)));
  }

  /// Random numbers with zeros of both signs, infinities and NaN among them.
  private static Tensor special(int seed, Shape shape, DType dtype) {
    double[] numbers = Tensor.uniform(Rng.seed(seed), shape, -2, 2, DType.FLOAT64).toDoubleArray();
    double[] special = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    for (int i = 0; i < special.length && i * 11 + 3 < numbers.length; i++) {
      numbers[i * 11 + 3] = special[i];
    }
    return Tensor.of(shape, numbers).to(dtype).buffer();
  }
}
