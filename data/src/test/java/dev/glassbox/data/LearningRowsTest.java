package dev.glassbox.data;

import static dev.glassbox.data.SmallTables.mixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows on their way into the network, and the first layers they meet.
final class LearningRowsTest {
  private static final Table TABLE = mixed(240, 61);

  private static LearningRows rows(String target) {
    SchemaOptions options = SmallTables.learner(target).columns();
    LearningRows rows = LearningRows.of(TABLE, Schema.ofTarget(TABLE, options));
    return rows.understoodBy(rows.range(), options);
  }

  private static Preprocessing fit(LearningRows rows) {
    return Preprocessing.fit(rows.table(), rows.range(), rows.schema());
  }

  @Test
  void classesAreTheirPlacesAmongTheLabels() {
    LearningRows rows = rows("kind");
    Examples examples = rows.examples(fit(rows));

    assertThat(examples.targets().dtype()).isEqualTo(DType.INT64);
    long[] places = examples.targets().toLongArray();
    for (int row = 0; row < places.length; row++) {
      assertThat(List.of("high", "low", "middle").get((int) places[row]))
          .isEqualTo(TABLE.text(row, "kind"));
    }
  }

  @Test
  void numbersToPredictAreStandardised() {
    LearningRows rows = rows("price");
    Examples examples = rows.examples(fit(rows));

    assertThat(examples.targets().shape()).isEqualTo(Shape.of(240, 1));
    double[] targets = examples.targets().toDoubleArray();
    assertThat(Arrays.stream(targets).average().orElseThrow()).isCloseTo(0, within(1e-6));
    assertThat(Arrays.stream(targets).map(t -> t * t).average().orElseThrow())
        .isCloseTo(1, within(1e-5));
  }

  @Test
  void codesStandBehindTheNumbersOfARow() {
    LearningRows rows = rows("kind");
    Preprocessing preprocessing = fit(rows);
    Encoded encoded = preprocessing.encode(TABLE);
    Tensor inputs = LearningRows.inputs(encoded);

    assertThat(encoded.embedded()).isEqualTo(1);
    assertThat(inputs.shape()).isEqualTo(Shape.of(240, encoded.columns() + 1));
    for (int row = 0; row < 240; row++) {
      assertThat(inputs.at(row, 0)).isEqualTo(encoded.value(row, 0));
      assertThat(inputs.at(row, encoded.columns())).isEqualTo(encoded.codes(0)[row]);
    }
  }

  @Test
  void someRowsKeepTheirTargets() {
    int[] some = {17, 3, 200};
    LearningRows classes = rows("kind");
    LearningRows numbers = rows("price");

    assertThat(classes.only(some).examples(fit(classes)).targets().toLongArray())
        .isEqualTo(classes.examples(fit(classes)).rows(some).targets().toLongArray());
    assertThat(numbers.only(some).examples(fit(numbers)).targets().toDoubleArray())
        .isEqualTo(numbers.examples(fit(numbers)).rows(some).targets().toDoubleArray());
    assertThat(numbers.only(some).table().text(0, "city")).isEqualTo(TABLE.text(17, "city"));
  }

  @Test
  void theUnionOfRowsRises() {
    assertThat(LearningRows.union(new int[] {5, 1, 9}, new int[] {4, 0}))
        .containsExactly(0, 1, 4, 5, 9);
  }

  @Test
  void wavesStandBesideTheInputs() {
    CosineFeatures waves =
        new CosineFeatures(
            Tensor.of(Shape.of(2, 1), new double[] {2, -1}).trainable(),
            Tensor.of(DType.FLOAT64, 0.5).trainable());
    Tensor y = waves.apply(Tensor.of(Shape.of(1, 2), new double[] {0.3, 0.7}));

    assertThat(y.toDoubleArray())
        .containsExactly(
            new double[] {0.3, 0.7, Math.sqrt(2) * Math.cos(2 * 0.3 - 0.7 + 0.5)}, within(1e-12));
    assertThat(CosineFeatures.of(3, 4, Rng.seed(1)).state().keySet())
        .containsExactly("frequencies", "phases");
  }
}
