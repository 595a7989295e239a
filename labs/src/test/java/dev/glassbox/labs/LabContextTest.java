package dev.glassbox.labs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.autodiff.Derivation;
import dev.glassbox.autodiff.Graph;
import dev.glassbox.data.Scores;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.ClassificationScores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LabContextTest {
  private static Lab lab(Consumer<LabContext> work) {
    return new Lab() {
      @Override
      public String name() {
        return "trial";
      }

      @Override
      public Chapter chapter() {
        return Chapter.NETWORKS;
      }

      @Override
      public String title() {
        return "A trial";
      }

      @Override
      public void run(LabContext context) {
        work.accept(context);
      }
    };
  }

  @Test
  void aFailedCheckEndsTheLabAndSaysBothNumbers() {
    assertThatThrownBy(() -> LabContext.of(3).run(lab(l -> l.check("twice two", 2 + 2, 5, 0.5))))
        .isInstanceOf(FailedCheckException.class)
        .hasMessage("lab trial with seed 3: not so: twice two: is 4.0, expected 5.0 within 0.5");
    assertThatThrownBy(() -> LabContext.of(3).run(lab(l -> l.check("a whole", false))))
        .hasMessage("lab trial with seed 3: not so: a whole");
    assertThatThrownBy(() -> LabContext.of(3).run(lab(l -> l.check("a number", Double.NaN, 0, 1))))
        .isInstanceOf(FailedCheckException.class);
  }

  @Test
  void whatIsSaidIsHeardInOrderAndKept() {
    List<Element> heard = new ArrayList<>();
    Report report =
        LabContext.of(1)
            .heardBy(heard::add, (_, _) -> {})
            .run(
                lab(
                    l -> {
                      l.say("a half is %.2f", 0.5);
                      l.table("n", "text").row(1234, "x").row(-0.00012345, "y");
                      l.check("so", true);
                    }));
    assertThat(heard).isEqualTo(report.elements());
    assertThat(report.elements())
        .containsExactly(
            new Element.Prose("a half is 0.50"),
            new Element.Table(
                List.of("n", "text"), List.of(List.of("1,234", "x"), List.of("−1.23e−04", "y"))),
            new Element.Check("so"));
  }

  @Test
  void tensorsAndArraysFillACellForEachNumber() {
    Tensor numbers = Tensor.of(new double[][] {{1, 0.5}, {-3, 4}});
    Report report =
        LabContext.of(1)
            .run(
                lab(
                    l ->
                        l.table("", "a", "b", "c", "d")
                            .row("x", numbers)
                            .row("y", new double[] {2, 0.25}, new long[] {7, 8000})));
    assertThat(report.tables().getFirst().rows())
        .containsExactly(
            List.of("x", "1", "0.5", "−3", "4"), List.of("y", "2", "0.25", "7", "8,000"));
    assertThatThrownBy(() -> LabContext.of(1).run(lab(l -> l.table("a", "b").row(numbers))))
        .hasMessage("table: a row of 4 cells under 2 heads");
  }

  @Test
  void aDerivationIsATable() {
    Tensor x = Tensor.scalar(DType.FLOAT64, 3).trainable();
    Tensor y = x.square();
    Derivation derivation = Graph.of(y).named("x y", x, y).derivation(x);
    assertThat(LabContext.of(1).run(lab(l -> l.table(derivation))).tables())
        .containsExactly(
            new Element.Table(
                List.of("node", "formula", "value", "local derivatives", "∂node/∂x", "∂y/∂node"),
                List.of(
                    List.of("x", "", "3", "", "1", "6"),
                    List.of("y", "x²", "9", "∂y/∂x = 2x = 6", "6", "1"))));
  }

  @Test
  void aConfusionOfClassesIsATable() {
    Tensor chances = Tensor.of(0.9, 0.1, 0.2, 0.8, 0.6, 0.4).reshape(3, 2);
    var scores =
        new Scores.OfClasses(
            List.of("cat", "dog"), ClassificationScores.of(chances, new int[] {0, 1, 1}));
    assertThat(LabContext.of(1).run(lab(l -> l.table("animal", scores))).tables())
        .containsExactly(
            new Element.Table(
                List.of("animal", "says cat", "says dog"),
                List.of(List.of("cat", "1", "0"), List.of("dog", "1", "1"))));
  }

  @Test
  void aTableAtTheEndIsKept() {
    assertThat(LabContext.of(1).run(lab(l -> l.table("n").row(1))).tables()).hasSize(1);
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> LabContext.of(1).run(lab(l -> l.table("a", "b").row(1))))
        .hasMessage("table: a row of 1 cells under 2 heads");
  }

  @Test
  void aRowThatComesTooLateIsRefused() {
    assertThatThrownBy(
            () ->
                LabContext.of(1)
                    .run(
                        lab(
                            l -> {
                              TableRows rows = l.table("n");
                              l.say("something else");
                              rows.row(1);
                            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the table under [n] had ended");
  }

  @Test
  void proseBecomesHtmlAndMarkdown() {
    Report report =
        LabContext.of(1)
            .run(
                lab(
                    l -> {
                      l.say("Is **a** < `b`?\n\n- one\n- two");
                      l.sayMeasured("took %d s", 3);
                      l.formula("y = x");
                      l.check("yes", true);
                    }));
    assertThat(HtmlPage.of(report))
        .contains("<p>Is <strong>a</strong> &lt; <code>b</code>?</p>")
        .contains("<ul>\n<li>one</li>\n<li>two</li>\n</ul>")
        .contains("<div class=\"formula\">y = x</div>", "took 3 s", "<li>yes</li>");
    Lab trial = report.lab();
    assertThat(new Book(List.of(trial)).chapter(report).get("trial.md"))
        .startsWith("# A trial\n\nChapter 2, Networks · `./glassbox lab trial`")
        .contains("Is **a** &lt; `b`?\n\n- one\n- two\n\n```text\n  y = x\n```\n\n- ✓ yes\n")
        .doesNotContain("took");
  }
}
