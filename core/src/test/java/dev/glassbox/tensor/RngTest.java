package dev.glassbox.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RngTest {

  /// These numbers stand in people's results: a change here is a change of every seeded experiment.
  @Test
  void theBitsOfSeedFortyTwoArePinned() {
    Rng rng = Rng.seed(42);
    assertThat(rng.nextLong()).isEqualTo(6332618229526065668L);
    assertThat(rng.nextLong()).isEqualTo(-816328817471504299L);
    assertThat(rng.nextDouble()).isEqualTo(0.48634953628166855);
    assertThat(rng.nextGaussian()).isEqualTo(-0.16552685403731882);
    assertThat(rng.nextInt(1000)).isEqualTo(67);
    assertThat(rng.split().nextLong()).isEqualTo(7681922219741666963L);
    assertThat(rng.permutation(5)).containsExactly(4, 0, 3, 2, 1);
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    long[] first = draw(Rng.seed(7), 1000);
    assertThat(draw(Rng.seed(7), 1000)).isEqualTo(first);
    assertThat(draw(Rng.seed(8), 1000)).doesNotContain(first[0]);
  }

  private static long[] draw(Rng rng, int n) {
    long[] drawn = new long[n];
    Arrays.setAll(drawn, i -> rng.nextLong());
    return drawn;
  }

  @Test
  void aSplitSourceDoesNotDependOnHowMuchTheOtherDraws() {
    Rng one = Rng.seed(1);
    Rng childOfOne = one.split();
    draw(one, 100);
    Rng two = Rng.seed(1);
    Rng childOfTwo = two.split();
    assertThat(draw(childOfOne, 50)).isEqualTo(draw(childOfTwo, 50));
  }

  @Test
  void splitSourcesShareNoNumber() {
    Rng rng = Rng.seed(3);
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      for (long bits : draw(rng.split(), 1000)) {
        assertThat(seen.add(bits)).as("a repeated number").isTrue();
      }
    }
  }

  @Test
  void splitSourcesAreNotCorrelated() {
    Rng rng = Rng.seed(5);
    Rng a = rng.split();
    Rng b = rng.split();
    int n = 100_000;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a.nextGaussian() * b.nextGaussian();
    }
    assertThat(sum / n).isCloseTo(0, within(4 / Math.sqrt(n)));
  }

  @Test
  void uniformNumbersFillTheUnitIntervalEvenly() {
    Rng rng = Rng.seed(11);
    int n = 200_000;
    int[] bins = new int[20];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double u = rng.nextDouble();
      bins[(int) (u * bins.length)]++;
      sum += u;
    }
    assertThat(sum / n).isCloseTo(0.5, within(4 / Math.sqrt(12.0 * n)));
    assertEven(bins, n);
  }

  /// Chi-squared stays within five standard deviations of its mean, the degrees of freedom.
  private static void assertEven(int[] bins, int n) {
    double expected = (double) n / bins.length;
    double chiSquared =
        Arrays.stream(bins).mapToDouble(count -> Math.pow(count - expected, 2) / expected).sum();
    int freedom = bins.length - 1;
    assertThat(chiSquared).isBetween(0.0, freedom + 5 * Math.sqrt(2.0 * freedom));
  }

  @Test
  void gaussianNumbersHaveTheMomentsOfTheNormalDistribution() {
    Rng rng = Rng.seed(13);
    int n = 200_000;
    double[] moments = new double[5];
    for (int i = 0; i < n; i++) {
      double power = 1;
      double x = rng.nextGaussian();
      for (int p = 1; p <= 4; p++) {
        power *= x;
        moments[p] += power / n;
      }
    }
    double root = Math.sqrt(n);
    assertThat(moments[1]).isCloseTo(0, within(4 / root));
    assertThat(moments[2]).isCloseTo(1, within(4 * Math.sqrt(2) / root));
    assertThat(moments[3]).isCloseTo(0, within(4 * Math.sqrt(15) / root));
    assertThat(moments[4]).isCloseTo(3, within(4 * Math.sqrt(96) / root));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 48})
  void integersFallEvenlyBelowTheBound(int bound) {
    Rng rng = Rng.seed(bound);
    int n = 100_000;
    int[] bins = new int[bound];
    for (int i = 0; i < n; i++) {
      bins[rng.nextInt(bound)]++;
    }
    if (bound > 1) {
      assertEven(bins, n);
    }
  }

  /// Of this bound's multiples in 2³² a quarter does not fit, so a generator that does not reject
  /// would draw every third number twice as often.
  @Test
  void aBoundThatDoesNotDivideTheRangeIsStillEven() {
    Rng rng = Rng.seed(17);
    int bound = 3 << 29;
    int n = 60_000;
    int[] thirds = new int[3];
    for (int i = 0; i < n; i++) {
      int drawn = rng.nextInt(bound);
      assertThat(drawn).isBetween(0, bound - 1);
      thirds[drawn % 3]++;
    }
    assertEven(thirds, n);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aBoundThatIsNotPositiveIsRefused(int bound) {
    assertThatThrownBy(() -> Rng.seed(1).nextInt(bound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nextInt: bound must be positive, was " + bound);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100})
  void aPermutationHoldsEachNumberOnce(int n) {
    int[] order = Rng.seed(n).permutation(n);
    assertThat(Arrays.stream(order).sorted())
        .containsExactlyElementsOf(IntStream.range(0, n).boxed().toList());
  }

  @Test
  void everyPermutationIsEquallyLikely() {
    Rng rng = Rng.seed(19);
    int n = 60_000;
    int[] bins = new int[6];
    for (int i = 0; i < n; i++) {
      int[] order = rng.permutation(3);
      bins[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
    }
    assertEven(bins, n);
  }
}
