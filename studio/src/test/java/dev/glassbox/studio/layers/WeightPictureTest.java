package dev.glassbox.studio.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.nn.Linear;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WeightPictureTest {
  private static JsonNode picture(int inputs, int units, boolean isFirst) {
    Linear layer = Linear.of(inputs, units, Rng.seed(1));
    Examples rows =
        new Examples(
            Tensor.normal(Rng.seed(2), Shape.of(3, inputs), 0, 1), Tensor.zeros(Shape.of(3)));
    return WeightPicture.of(NamedLayer.of(layer).getFirst(), isFirst, rows);
  }

  @Test
  void aSquareInputIsAnImageOnlyForTheFirstLayer() {
    assertThat(picture(64, 5, true).get("kind").stringValue()).isEqualTo("images");
    assertThat(picture(64, 5, false).get("kind").stringValue()).isEqualTo("matrix");
    assertThat(picture(63, 5, true).get("kind").stringValue()).isEqualTo("matrix");
    assertThat(picture(2, 5, true).get("kind").stringValue()).isEqualTo("lines");
    JsonNode large = picture(784, 100, true);
    assertThat(large.get("rows").intValue()).isEqualTo(38);
    assertThat(large.get("values").size()).isEqualTo(38 * 784);
  }

  /// x + 2y − 1 = 0 meets the square of ±2 at (−2, 1.5) and (2, −0.5).
  @Test
  void aLineEndsWhereItLeavesTheSquare() {
    List<double[]> ends = WeightPicture.ends(1, 2, -1, 2);
    assertThat(ends).hasSize(2);
    assertThat(ends.getFirst()).containsExactly(-2, 1.5);
    assertThat(ends.getLast()).containsExactly(2, -0.5);
    assertThat(WeightPicture.ends(1, 0, -1, 2).getFirst()).containsExactly(1, -2);
    assertThat(WeightPicture.ends(1, 0, -3, 2)).isEmpty();
    assertThat(WeightPicture.ends(0, 0, 1, 2)).isEmpty();
  }
}
