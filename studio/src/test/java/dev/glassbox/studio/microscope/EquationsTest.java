package dev.glassbox.studio.microscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.studio.screen.MistakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquationsTest {
  private static double value(String text) {
    return Equations.of(text).graph().result().value().item();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x*(x+y)                  | 28
          x - y - 2                | -1
          x/y/2                    | 0.6666666666666666
          -x^2                     | -16
          (-x)^2                   | 16
          2^y^2                    | 512
          x^-1                     | 0.25
          2 − x · y ÷ 2 × 1        | -4
          1.5e1*x + 2E-1 + .5 + 3. | 63.7
          max(x, y) - min(x,y)     | 1
          sqrt(square(x)) + abs(-y)| 7
          exp(ln(x)) + log(e)      | 5
          sin(pi/2)*x+cos(0)*y     | 7
          relu(-x) + x             | 4
          2*-x                     | -8
          y'=x*2;z=y'+y            | 11
          h₁=x*2;z=h₁+1            | 9
          """)
  void formulasMeanWhatIsWritten(String formula, double expected) {
    assertThat(value(formula + "; x=4; y=3")).isEqualTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          d = a*(a+b; a=4; b=3 | character 11: expected a closing ) before ;
          d = a+*b; a=4; b=3   | character 7: expected a number, a name or ( instead of *
          d = a+; a=4          | character 7: expected a number, a name or ( instead of ;
          d = a b; a=4         | character 7: expected an operator or ; before b
          d = a*c; a=4         | character 7: c has no value; add c = 1 after a semicolon
          d = 2*(              | character 8: expected a number, a name or ( instead of the end
          a*2; a*3; a=1        | character 6: a second formula without a name; write f = before it
          a=1; a=2             | character 6: a is defined twice; keep one or rename the other
          d = max(a); a=1      | character 5: max takes two numbers, not 1
          d = sin(a, a); a=1   | character 5: sin takes one number, not 2
          sin = 3*a; a=1       | character 1: sin is a function; choose another name
          d = 1.2.3*a; a=1     | character 8: expected an operator or ; before .
          d = 9e999*a; a=1     | character 5: 9e999 is not a number that can be computed with
          d = a + $; a=1       | character 9: expected a number, a name or ( instead of $
          a = 4                | there are only numbers; add a formula that uses them, such as f = a^2
          d = a; a = 4         | d is no operation on a variable; write a formula with one at least
          a = b+1; b = a+1     | every formula is used by another, in a circle; take one out of it
          d = a+1; a = b+1; b = a+1 | a is defined by itself, by way of d, a, b; take one out of the circle
          c = a+1; d = a*2; a=1 | c, d are all results; keep one, or add one that uses them, such as L = c + d
          """)
  void mistakesAreAnsweredByOneLineWithTheirPlace(String text, String message) {
    assertThatThrownBy(() -> Equations.of(text).graph())
        .isInstanceOf(MistakeException.class)
        .hasMessage(message);
  }

  @Test
  void anUnknownFunctionIsAnsweredByThoseThereAre() {
    assertThatThrownBy(() -> Equations.of("d = a(a+b); a=1; b=2"))
        .hasMessageStartingWith("character 5: there is no function a; write a*(…) for a product;")
        .hasMessageContaining("sigmoid");
  }

  @Test
  void noTextIsTooMuch() {
    String deep = "(".repeat(3000) + "a" + ")".repeat(900) + ";a=1";
    assertThatThrownBy(() -> Equations.of(deep)).hasMessageContaining("nested more than 60 deep");
    assertThatThrownBy(() -> Equations.of("f=" + "-".repeat(3000) + "a;a=1"))
        .hasMessageContaining("nested more than 60 deep");
    assertThatThrownBy(() -> Equations.of("f=a" + "^a".repeat(1900) + ";a=1"))
        .hasMessageContaining("nested more than 60 deep");
    assertThatThrownBy(() -> Equations.of("f=a" + "+a".repeat(1900) + ";a=1"))
        .hasMessageContaining("more than 300 operations");
    assertThatThrownBy(() -> Equations.of("a".repeat(4001)))
        .hasMessage("the text has 4001 characters, at most 4000 are read; shorten it");
    assertThatThrownBy(() -> Equations.of("f=1" + ";\n".repeat(300) + " ".repeat(3000) + "("))
        .isInstanceOf(MistakeException.class);
  }

  @Test
  void linesSeparateDefinitionsAndOrderDoesNotMatter() {
    assertThat(value("a=4\nb=3\r\nd=a*c\nc=a+b\n")).isEqualTo(28);
    assertThat(Equations.of("d=a*c;c=a+b;a=4;b=3").result()).isEqualTo("d");
    assertThat(Equations.of("a*a;a=4").result()).isEqualTo("y");
    assertThat(Equations.of("y*a;a=4;y=3").result()).isEqualTo("f");
    assertThat(Equations.of("a*a;a=4;b=3").unused()).containsExactly("b");
    assertThat(Equations.of("a*a;a=4;b=3").graph().nodes()).hasSize(2);
  }

  @Test
  void constantsOfMathematicsCanBeRedefined() {
    assertThat(value("f = e*x; e=2; x=3")).isEqualTo(6);
    assertThat(Equations.of("f = e*x; e=2; x=3").variables()).containsOnlyKeys("e", "x");
    assertThat(Equations.of("f = e*x; x=3").variables()).containsOnlyKeys("x");
  }
}
