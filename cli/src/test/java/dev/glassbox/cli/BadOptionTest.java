package dev.glassbox.cli;

import static dev.glassbox.cli.Ran.glassbox;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Command lines that make no sense: each is refused in one line that says what would.
final class BadOptionTest {
  private static Ran iris(Object... options) {
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("train", Ran.shipped("iris.csv"), "--target", "species"));
    arguments.addAll(List.of(options));
    return glassbox(arguments.toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --epochs        | 0      | needs a positive number
          --batch         | -1     | needs a positive number
          --patience      | 0      | needs a positive number
          --dropout       | 2      | needs a share in [0, 1)
          --dropout       | NaN    | needs a share in [0, 1)
          --validation    | 1.5    | needs a share in [0, 1)
          --test          | -0.1   | needs a share in [0, 1)
          --hidden        | 8,-3   | needs widths from 1 to 65536
          --learning-rate | 0      | needs a positive number
          --weight-decay  | -1     | needs 0 or more
          --activation    | foo    | there is no 'foo'; choose one of relu, leaky_relu, sigmoid, tanh, softplus, elu, silu, gelu, selu, mish, softsign, hard_sigmoid, hard_tanh, hard_swish, identity
          """)
  void aValueOutOfRangeIsToldTheRange(String option, String value, String rule) {
    iris(option, value).refused("%s %s: %s".formatted(option, value, rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --hidden         | x     | a whole number, at most 2147483647
          --epochs         | 1e3   | a whole number, at most 2147483647
          --epochs         | 99999999999 | a whole number, at most 2147483647
          --cross-validate | five  | a whole number, at most 2147483647
          --seed           | x     | a whole number
          --validation     | 0,2   | a number, such as 0.2
          --optimizer      | foo   | one of adam, adamw, sgd, nesterov, rmsprop, adagrad, adadelta
          --schedule       | foo   | one of constant, step, exponential, cosine, onecycle, plateau
          --task           | foo   | one of auto, classify, regress
          """)
  void aValueOfAnotherKindIsToldTheKind(String option, String value, String kind) {
    iris(option, value)
        .refused("%s %s: needs %s (see glassbox train --help)".formatted(option, value, kind));
  }

  @Test
  void sharesThatLeaveNoRowsAreRefusedTogether() {
    iris("--validation", "0.6", "--test", "0.5")
        .refused("--validation 0.6 and --test 0.5: needs shares that leave rows to train on");
  }

  @Test
  void anUnknownOptionIsToldTheNearestOne() {
    iris("--epoch", "3")
        .refused("there is no option --epoch; did you mean --epochs? (see glassbox train --help)");
  }

  @Test
  void anUnknownCommandIsToldTheNearestOne() {
    glassbox("trian", "x.csv")
        .refused("there is no command trian; did you mean train? (see glassbox --help)");
  }

  @Test
  void anOptionWithoutItsValueIsNamed() {
    iris("--epochs").refused("--epochs needs a value, N (see glassbox train --help)");
  }

  @Test
  void aMissingArgumentIsNamed() {
    glassbox("train", "--target", "y").refused("FILE|QUERY is missing (see glassbox train --help)");
    glassbox("predict").refused("MODEL is missing (see glassbox predict --help)");
    glassbox("predict", "m.safetensors")
        .refused("FILE|QUERY is missing (see glassbox predict --help)");
  }

  @Test
  void aQueryWithoutQuotesIsToldToTakeThem() {
    glassbox("train", "select", "*", "from", "x.csv", "--target", "y")
        .refused(
            "one argument too many, *; a query or a name with spaces goes in quotes"
                + " (see glassbox train --help)");
  }

  @Test
  void anOptionGivenTwiceIsRefused() {
    iris("--out", "a", "--out", "b").refused("--out is given twice (see glassbox train --help)");
  }

  @Test
  void anUnknownGeneratorIsToldTheNearestOne() {
    glassbox("generate", "spiral").refused("there is no generator spiral; did you mean spirals?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --rows  | 0  | a generated table has from 1 to 10,000,000 rows; 0 were asked for
          --noise | -1 | noise is a standard deviation, at least 0; it was -1
          """)
  void aTableThatCannotBeMadeIsRefused(String option, String value, String message) {
    glassbox("generate", "xor", option, value).refused(message);
  }

  @Test
  void debugAddsTheStackTrace() {
    Ran ran = glassbox("train", Path.of("nowhere.csv"), "--target", "y", "--debug");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("glassbox: nowhere.csv does not exist")
        .contains("DataException", "\tat dev.glassbox");
    assertThat(iris("--epochs", "x", "--debug").err()).contains("ParameterException", "\tat ");
  }

  @Test
  void anArgumentThatBeginsWithAtIsNoListOfArguments() {
    glassbox("train", "@nowhere.csv", "--target", "y").refused("@nowhere.csv does not exist");
  }
}
