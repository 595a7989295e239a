package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Making, reading and arranging tensors. Their derivatives are tested elsewhere.
class TensorTest {
  private final Tensor matrix = Tensor.of(1, 2, 3, 4, 5, 6).reshape(2, 3);

  private static Tensor wholeNumbers(long... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  // Making.

  @Test
  void numbersMakeAVectorInSinglePrecision() {
    Tensor tensor = Tensor.of(0.1, 2);
    assertThat(tensor.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(tensor.shape()).isEqualTo(Shape.of(2));
    assertThat(tensor.toFloatArray()).containsExactly(0.1f, 2f);
    assertThat(tensor.toDoubleArray()).containsExactly(0.1f, 2);
  }

  @Test
  void eachTypeOfArrayMakesItsTypeOfTensorAndIsCopied() {
    float[] floats = {1, 2};
    double[] doubles = {1, 2};
    long[] longs = {1, 2};
    boolean[] booleans = {true, false};
    Shape shape = Shape.of(2);
    Tensor[] made = {
      Tensor.of(shape, floats),
      Tensor.of(shape, doubles),
      Tensor.of(shape, longs),
      Tensor.of(shape, booleans)
    };
    floats[0] = 9;
    doubles[0] = 9;
    longs[0] = 9;
    booleans[0] = false;
    assertThat(made).extracting(Tensor::dtype).containsExactly(DType.values());
    for (int i = 0; i < made.length; i++) {
      assertThat(made[i].at(0)).isEqualTo(1);
    }
  }

  @Test
  void rowsMakeAMatrixInDoublePrecisionAndAreCopied() {
    double[][] rows = {{1, 2, 3}, {4, 5, 0.1}};
    Tensor made = Tensor.of(rows);
    rows[1][2] = 9;
    assertThat(made.dtype()).isEqualTo(DType.FLOAT64);
    assertThat(made.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(made.toDoubleArray()).containsExactly(1, 2, 3, 4, 5, 0.1);
    assertThat(Tensor.of(new double[0][]).shape()).isEqualTo(Shape.of(0, 0));
    assertThat(Tensor.of(new double[2][0]).shape()).isEqualTo(Shape.of(2, 0));
  }

  @Test
  void rowsOfDifferentLengthsAreRefused() {
    assertThatThrownBy(() -> Tensor.of(new double[][] {{1, 2}, {3, 4}, {5}}))
        .isInstanceOf(ShapeException.class)
        .hasMessage("rows of a matrix: row 0 has length 2, row 2 has 1; they must be equally long");
  }

  @Test
  void indicesAreWholeNumbersToPickBy() {
    Tensor indices = Tensor.indices(1, 1, 0);
    assertThat(indices.dtype()).isEqualTo(DType.INT64);
    assertThat(indices.toLongArray()).containsExactly(1, 1, 0);
    assertThat(matrix.gather(indices).toDoubleArray()).containsExactly(4, 5, 6, 4, 5, 6, 1, 2, 3);
    assertThat(Tensor.indices().shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void whatIsReadOutIsACopy() {
    Tensor single = Tensor.of(1, 2);
    single.toFloatArray()[0] = 9;
    Tensor twice = Tensor.of(DType.FLOAT64, 1, 2);
    twice.toDoubleArray()[0] = 9;
    Tensor whole = wholeNumbers(1, 2);
    whole.toLongArray()[0] = 9;
    Tensor mask = Tensor.of(Shape.of(1), new boolean[] {true});
    mask.toBooleanArray()[0] = false;
    for (Tensor tensor : new Tensor[] {single, twice, whole, mask}) {
      assertThat(tensor.at(0)).as("%s", tensor).isEqualTo(1);
    }
  }

  @Test
  void aShapeThatDoesNotFitTheNumbersIsRefused() {
    assertThatThrownBy(() -> Tensor.of(Shape.of(2, 3), new float[5]))
        .isInstanceOf(ShapeException.class)
        .hasMessage("shape (2, 3) has 6 elements, but 5 values were given");
  }

  @ParameterizedTest
  @EnumSource
  void fillingWorksInEveryType(DType dtype) {
    assertThat(Tensor.zeros(Shape.of(2), dtype).toDoubleArray()).containsExactly(0, 0);
    assertThat(Tensor.full(Shape.of(2), 1, dtype).toDoubleArray()).containsExactly(1, 1);
    assertThat(Tensor.scalar(dtype, 1).item()).isEqualTo(1);
    assertThat(Tensor.full(Shape.of(0, 2), 1, dtype).size()).isZero();
  }

  @Test
  void numbersOfAnotherTypeAreConverted() {
    assertThat(Tensor.of(DType.INT64, 2.9, -2.9, Double.NaN).toLongArray())
        .containsExactly(2, -2, 0);
    assertThat(Tensor.of(DType.BOOL, 0, -3).toBooleanArray()).containsExactly(false, true);
  }

  @Test
  void uniformNumbersStayBelowTheUpperEndAlsoWhenRoundedToFloat() {
    Tensor drawn = Tensor.uniform(Rng.seed(1), Shape.of(100_000), 16_777_215, 16_777_216);
    assertThat(drawn.max().item()).isEqualTo(16_777_215);
    assertThat(Tensor.uniform(Rng.seed(1), Shape.of(3), 2, 2).toFloatArray()).containsOnly(2);
  }

  @Test
  void randomTensorsFollowTheirSeed() {
    Shape shape = Shape.of(2, 3);
    assertThat(Tensor.normal(Rng.seed(4), shape, 1, 2).toFloatArray())
        .isEqualTo(Tensor.normal(Rng.seed(4), shape, 1, 2).toFloatArray());
    Tensor many = Tensor.normal(Rng.seed(4), Shape.of(10_000), 3, 2, DType.FLOAT64);
    Close.assertClose(many.mean().item(), 3, 0.05, "mean");
    Close.assertClose(many.sub(3).square().mean().item(), 4, 0.05, "variance");
  }

  // Reading.

  @Test
  void anElementIsReadByOneIndexAnAxis() {
    assertThat(matrix.at(1, 0)).isEqualTo(4);
    assertThat(matrix.rows(1, 2).at(0, 2)).isEqualTo(6);
    assertThat(Tensor.scalar(DType.INT64, 7).at()).isEqualTo(7);
    assertThatThrownBy(() -> matrix.at(1)).hasMessage("at: 1 indices for the 2 axes of (2, 3)");
    assertThatThrownBy(() -> matrix.at(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.at(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void onlyASingleNumberIsAnItem() {
    assertThat(Tensor.of(3).reshape(1, 1).item()).isEqualTo(3);
    assertThatThrownBy(matrix::item)
        .isInstanceOf(ShapeException.class)
        .hasMessage("item: (2, 3) has 6 elements, not one; reduce or slice it first");
  }

  @Test
  void readingAsAnotherTypeThanIsThereIsRefusedOrConverted() {
    assertThat(wholeNumbers(1, 2).toFloatArray()).containsExactly(1, 2);
    assertThat(Tensor.of(DType.FLOAT64, 0.1).toFloatArray()).containsExactly(0.1f);
    assertThatThrownBy(matrix::toLongArray)
        .isInstanceOf(DTypeException.class)
        .hasMessage("needs INT64, was FLOAT32; cast with to(DType)");
    assertThatThrownBy(matrix::toBooleanArray)
        .hasMessage("needs BOOL, was FLOAT32; cast with to(DType)");
  }

  @Test
  void itPrintsTypeShapeAndNumbers() {
    assertThat(Tensor.of(1, -0.5).reshape(2, 1))
        .hasToString("FLOAT32(2, 1) [[1.00000], [-0.500000]]");
    assertThat(Tensor.scalar(DType.FLOAT64, Double.NaN)).hasToString("FLOAT64() NaN");
    assertThat(wholeNumbers(Long.MAX_VALUE)).hasToString("INT64(1) [9223372036854775807]");
    assertThat(Tensor.of(Shape.of(2), new boolean[] {true, false}))
        .hasToString("BOOL(2) [true, false]");
    assertThat(Tensor.zeros(Shape.of(0, 3))).hasToString("FLOAT32(0, 3) []");
  }

  @Test
  void ofALongAxisItPrintsTheFirstAndLastThree() {
    assertThat(wholeNumbers(0, 1, 2, 3, 4, 5, 6, 7)).hasToString("INT64(8) [0, 1, 2, …, 5, 6, 7]");
    assertThat(wholeNumbers(0, 1, 2, 3, 4, 5)).hasToString("INT64(6) [0, 1, 2, 3, 4, 5]");
    assertThat(wholeNumbers(0, 1, 2, 3, 4, 5, 6)).hasToString("INT64(7) [0, 1, 2, …, 4, 5, 6]");
  }

  // Arranging.

  @Test
  void oneLengthOfAReshapeIsWorkedOut() {
    assertThat(matrix.reshape(-1).shape()).isEqualTo(Shape.of(6));
    assertThat(matrix.reshape(3, -1).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(matrix.reshape(-1, 2, 1).shape()).isEqualTo(Shape.of(3, 2, 1));
    assertThat(Tensor.zeros(Shape.of(0, 4)).reshape(-1, 2).shape()).isEqualTo(Shape.of(0, 2));
  }

  @Test
  void aReshapeThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> matrix.reshape(4))
        .isInstanceOf(ShapeException.class)
        .hasMessage("reshape: (2, 3) has 6 elements and (4) has 4");
    assertThatThrownBy(() -> matrix.reshape(-1, 4))
        .hasMessage("reshape: (2, 3) to [-1, 4]: 6 elements do not divide by 4");
    assertThatThrownBy(() -> matrix.reshape(-1, -1))
        .hasMessage("reshape: (2, 3) to [-1, -1]: only one length may be −1");
    assertThatThrownBy(() -> matrix.reshape(-1, 65536, 65536))
        .hasMessage(
            "reshape: (2, 3) to [-1, 65536, 65536]: 6 elements do not divide by 4294967296");
    assertThatThrownBy(() -> matrix.reshape(-1, -2)).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Tensor.zeros(Shape.of(0)).reshape(-1, 0))
        .hasMessageContaining("beside a length of 0 there is no telling what −1 is");
  }

  @Test
  void rowsAreAViewAndStayWhatTheyWere() {
    Tensor last = matrix.rows(1, 2);
    assertThat(last.shape()).isEqualTo(Shape.of(1, 3));
    assertThat(last.storage()).isSameAs(matrix.storage());
    assertThat(last.toFloatArray()).containsExactly(4, 5, 6);
    assertThat(last.add(last).toFloatArray()).containsExactly(8, 10, 12);
    assertThat(last.sum().item()).isEqualTo(15);
    assertThat(last.transpose().toFloatArray()).containsExactly(4, 5, 6);
  }

  @Test
  void aSliceAlongALaterAxisIsCutOut() {
    assertThat(matrix.slice(-1, 1, 3).toFloatArray()).containsExactly(2, 3, 5, 6);
    assertThat(matrix.slice(1, 1, 1).shape()).isEqualTo(Shape.of(2, 0));
  }

  @Test
  void transposingReversesOrReordersTheAxes() {
    assertThat(matrix.transpose().toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
    Tensor cube = Tensor.of(0, 1, 2, 3, 4, 5, 6, 7).reshape(2, 2, 2);
    assertThat(cube.transpose(2, 0, 1).toFloatArray()).containsExactly(0, 2, 4, 6, 1, 3, 5, 7);
    assertThat(Tensor.scalar(DType.FLOAT32, 2).transpose().item()).isEqualTo(2);
  }

  @Test
  void concatenationWorksInEveryTypeAndLeavesItsArrayAlone() {
    Tensor[] parts = {wholeNumbers(1), wholeNumbers(), wholeNumbers(2, 3)};
    Tensor joined = Tensor.concat(-1, parts);
    parts[0] = wholeNumbers(9);
    assertThat(joined.toLongArray()).containsExactly(1, 2, 3);
    assertThat(Tensor.concat(1, matrix, matrix.slice(1, 0, 1)).toFloatArray())
        .containsExactly(1, 2, 3, 1, 4, 5, 6, 4);
    assertThatThrownBy(() -> Tensor.concat(0)).hasMessage("concat: nothing to join");
    assertThatThrownBy(() -> Tensor.concat(0, matrix, wholeNumbers(1)))
        .isInstanceOf(DTypeException.class)
        .hasMessage("concat: FLOAT32 and INT64 do not mix; cast one with to(DType)");
  }

  @ParameterizedTest
  @EnumSource
  void movingElementsWorksInEveryType(DType dtype) {
    Tensor x = Tensor.of(dtype, 1, 0, 0, 1, 1, 0).reshape(2, 3);
    assertThat(x.transpose().toDoubleArray()).containsExactly(1, 1, 0, 1, 0, 0);
    assertThat(x.slice(1, 0, 1).broadcastTo(Shape.of(2, 2)).toDoubleArray())
        .containsExactly(1, 1, 1, 1);
    assertThat(x.gather(wholeNumbers(1)).toDoubleArray()).containsExactly(1, 1, 0);
    Tensor mask = Tensor.of(Shape.of(3), new boolean[] {true, false, true});
    assertThat(Tensor.where(mask, x, x.rows(1, 2)).toDoubleArray())
        .containsExactly(1, 1, 0, 1, 1, 0);
  }

  @Test
  void everyTypeCanBeCastToEveryOther() {
    for (DType from : DType.values()) {
      Tensor x = Tensor.of(from, 9, 0, 1).slice(0, 1, 3);
      for (DType to : DType.values()) {
        assertThat(x.to(to).toDoubleArray()).as("%s to %s", from, to).containsExactly(0, 1);
        assertThat(x.to(to).dtype()).isEqualTo(to);
      }
      assertThat(x.to(from)).isSameAs(x);
    }
  }

  // Computing: what the contract test of each operation does not see.

  @Test
  void aPlainNumberTakesTheTensorsType() {
    Tensor x = Tensor.of(DType.FLOAT64, 1, 4);
    assertThat(x.add(1).mul(2).sub(0.5).div(2).toDoubleArray()).containsExactly(1.75, 4.75);
    assertThat(x.maximum(2).toDoubleArray()).containsExactly(2, 4);
    assertThat(x.minimum(2).toDoubleArray()).containsExactly(1, 2);
    assertThat(x.pow(0.5).toDoubleArray()).containsExactly(1, 2);
    assertThat(x.greater(1).toBooleanArray()).containsExactly(false, true);
    assertThat(x.greaterEqual(1).toBooleanArray()).containsExactly(true, true);
    assertThat(x.equal(4).toBooleanArray()).containsExactly(false, true);
  }

  @Test
  void typesDoNotMix() {
    assertThatThrownBy(() -> matrix.matmul(matrix.to(DType.FLOAT64)))
        .hasMessage("matmul: FLOAT32 and FLOAT64 do not mix; cast one with to(DType)");
    assertThatThrownBy(() -> wholeNumbers(1).add(1))
        .hasMessage("add: needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)");
    assertThatThrownBy(() -> wholeNumbers(1).sum())
        .hasMessage("sum: needs floating-point numbers, not INT64; cast with to(DType.FLOAT32)");
  }

  @Test
  void wholeNumbersAreComparedExactly() {
    Tensor large = wholeNumbers(1L << 53, (1L << 53) + 1);
    assertThat(large.equal(wholeNumbers(1L << 53)).toBooleanArray()).containsExactly(true, false);
    assertThat(large.greater(wholeNumbers(1L << 53)).toBooleanArray()).containsExactly(false, true);
    assertThat(large.greaterEqual(wholeNumbers((1L << 53) + 1)).toBooleanArray())
        .containsExactly(false, true);
    assertThat(wholeNumbers(0, 1).equal(1).toBooleanArray()).containsExactly(false, true);
    assertThatThrownBy(() -> wholeNumbers(0).greaterEqual(0.5))
        .isInstanceOf(DTypeException.class)
        .hasMessage(
            "greaterEqual: 0.5 is no whole number, and the tensor is INT64; cast it with"
                + " to(DType.FLOAT64)");
  }

  @Test
  void masksAreCompared() {
    Tensor mask = Tensor.of(Shape.of(2), new boolean[] {true, false});
    assertThat(mask.equal(mask.rows(0, 1)).toBooleanArray()).containsExactly(true, false);
  }

  @Test
  void reductionsGoOverAnyAxes() {
    Tensor cube = Tensor.of(0, 1, 2, 3, 4, 5, 6, 7).reshape(2, 2, 2);
    assertThat(cube.sum().item()).isEqualTo(28);
    assertThat(cube.sum(0, 2).toFloatArray()).containsExactly(10, 18);
    assertThat(cube.sum(-1, 1).toFloatArray()).containsExactly(6, 22);
    assertThat(cube.sum(1, 1).toFloatArray()).containsExactly(2, 4, 10, 12);
    assertThat(cube.mean(0).toFloatArray()).containsExactly(2, 3, 4, 5);
    assertThat(cube.max(0, 1).toFloatArray()).containsExactly(6, 7);
    assertThat(cube.min(2).shape()).isEqualTo(Shape.of(2, 2));
    assertThat(cube.min().item()).isZero();
    assertThat(cube.sumKeeping(1).shape()).isEqualTo(Shape.of(2, 1, 2));
    assertThat(cube.meanKeeping(-1).toFloatArray()).containsExactly(0.5f, 2.5f, 4.5f, 6.5f);
    assertThat(Tensor.scalar(DType.FLOAT32, 3).sum().item()).isEqualTo(3);
    assertThatThrownBy(() -> cube.sum(3)).isInstanceOf(ShapeException.class);
  }

  @Test
  void ofNoElementsTheSumIsZeroAndTheMeanNotANumber() {
    Tensor none = Tensor.zeros(Shape.of(0, 3));
    assertThat(none.sum().item()).isZero();
    assertThat(none.mean().item()).isNaN();
    assertThat(none.mean(0).toFloatArray()).containsExactly(Float.NaN, Float.NaN, Float.NaN);
    assertThat(none.mean(1).size()).isZero();
    assertThat(none.meanKeeping(0).toFloatArray()).containsOnly(Float.NaN);
    assertThatThrownBy(() -> none.max(0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("max: axis 0 of (0, 3) has no elements to choose from");
    assertThat(none.max(1).size()).isZero();
  }

  @Test
  void theMeanOfEqualNumbersIsThatNumber() {
    for (int n : new int[] {3, 7, 49, 1000}) {
      assertThat(Tensor.full(Shape.of(n), 0.1f, DType.FLOAT32).mean().item())
          .as("of %d", n)
          .isEqualTo(0.1f);
    }
  }

  @Test
  void aSumOfManySmallNumbersKeepsItsDigits() {
    assertThat(Tensor.full(Shape.of(20_000_000), 1, DType.FLOAT32).sum().item())
        .isEqualTo(20_000_000);
  }

  @Test
  void theLargestIsFoundAndNotANumberCountsAsLargest() {
    Tensor x = Tensor.of(1, 3, 3, Float.NaN, 9, Float.NaN).reshape(2, 3);
    assertThat(x.argmax(1).toLongArray()).containsExactly(1, 0);
    assertThat(x.argmax(0).toLongArray()).containsExactly(1, 1, 1);
    assertThat(x.argmax(-1).dtype()).isEqualTo(DType.INT64);
    assertThat(x.max().item()).isNaN();
    assertThat(x.min(1).toFloatArray()).containsExactly(1, Float.NaN);
    assertThat(wholeNumbers(4, 9, 9).argmax(0).item()).isEqualTo(1);
  }

  @Test
  void softmaxGoesAlongAnyAxis() {
    Tensor columns = matrix.softmax(0);
    Close.assertClose(columns.sum(0), Tensor.of(1, 1, 1), 1e-6, "sums");
    Close.assertClose(columns, matrix.transpose().softmax().transpose(), 0, "transposed");
    Close.assertClose(matrix.softmax(-1), matrix.softmax(), 0, "last axis");
    Close.assertClose(matrix.logSoftmax(0), columns.log(), 1e-6, "logarithm");
    Close.assertClose(matrix.logSoftmax(1), matrix.logSoftmax(), 0, "logarithm, last axis");
  }

  @Test
  void dropoutKeepsTheExpectedValueAndFollowsItsSeed() {
    Tensor ones = Tensor.full(Shape.of(100_000), 1, DType.FLOAT32);
    Tensor dropped = ones.dropout(0.25, Rng.seed(1));
    Close.assertClose(dropped.mean().item(), 1, 0.01, "mean");
    assertThat(Arrays.stream(dropped.toDoubleArray()).distinct().sorted())
        .containsExactly(0.0, (double) (float) (1 / 0.75));
    assertThat(ones.dropout(0.25, Rng.seed(1)).toFloatArray()).isEqualTo(dropped.toFloatArray());
    assertThat(ones.dropout(0, Rng.seed(1)).toFloatArray()).containsOnly(1);
    assertThatThrownBy(() -> ones.dropout(1, Rng.seed(1)))
        .hasMessage("dropout: rate must lie in [0, 1), was 1.0");
    assertThatThrownBy(() -> ones.dropout(Double.NaN, Rng.seed(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneHotRowsHaveOneOne() {
    Tensor rows = wholeNumbers(2, 0).oneHot(3, DType.FLOAT32);
    assertThat(rows.toFloatArray()).containsExactly(0, 0, 1, 1, 0, 0);
    assertThatThrownBy(() -> wholeNumbers(3).oneHot(3, DType.FLOAT32))
        .hasMessage("oneHot: class 3 at place 0, but there are 3 classes, counted from 0");
    assertThatThrownBy(() -> Tensor.of(1).oneHot(3, DType.FLOAT32))
        .hasMessage("oneHot: row numbers must be INT64, not FLOAT32");
  }
}
