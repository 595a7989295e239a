package dev.glassbox.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.draw.Lettering.Piece;
import org.junit.jupiter.api.Test;

class LetteringTest {
  private static Piece upright(String text) {
    return new Piece(text, false, 0);
  }

  private static Piece italic(String text) {
    return new Piece(text, true, 0);
  }

  @Test
  void singleLettersAreItalicAndTheirDigitsAnIndex() {
    assertThat(Lettering.of("x1 + max(ξ, 10)", 10).pieces())
        .containsExactly(
            italic("x"),
            new Piece("1", false, -1),
            upright(" + max("),
            italic("ξ"),
            upright(", 10)"));
  }

  @Test
  void exponentsAreRaised() {
    Piece two = new Piece("2", false, 1);
    assertThat(Lettering.of("x²", 10).pieces()).containsExactly(italic("x"), two);
    assertThat(Lettering.of("(−2)^2)", 10).pieces())
        .containsExactly(upright("(−2)"), two, upright(")"));
    assertThat(Lettering.of("e^(−(a b)) y", 10).pieces())
        .containsExactly(
            italic("e"),
            new Piece("−(", false, 1),
            new Piece("a", true, 1),
            new Piece(" ", false, 1),
            new Piece("b", true, 1),
            new Piece(")", false, 1),
            upright(" "),
            italic("y"));
    assertThat(Lettering.of("e^out", 10).pieces())
        .containsExactly(italic("e"), new Piece("out", false, 1));
  }

  @Test
  void subscriptsAndTranspositionsKeepTheirPlace() {
    assertThat(Lettering.of("yᵢ", 10).pieces())
        .containsExactly(italic("y"), new Piece("i", true, -1));
    assertThat(Lettering.of("δᵢⱼ Σ x₁", 10).pieces())
        .containsExactly(
            italic("δ"),
            new Piece("ij", true, -1),
            upright(" Σ "),
            italic("x"),
            new Piece("1", false, -1));
    assertThat(Lettering.of("Wᵀ", 10).pieces())
        .containsExactly(italic("W"), new Piece("T", false, 1));
  }

  @Test
  void unfinishedPowersDoNotHurt() {
    assertThat(Lettering.of("x^", 10).pieces()).containsExactly(italic("x"), upright("^"));
    assertThat(Lettering.of("x^(a", 10).pieces())
        .containsExactly(italic("x"), new Piece("a", true, 1));
  }

  @Test
  void markupReturnsToTheLineAfterAnExponent() {
    assertThat(Lettering.of("x²·y", 10).markup())
        .isEqualTo(
            "<tspan font-style=\"italic\">x</tspan>"
                + "<tspan dy=\"-3.6\" font-size=\"7.2\">2</tspan>"
                + "<tspan dy=\"3.6\">·</tspan>"
                + "<tspan font-style=\"italic\">y</tspan>");
  }

  @Test
  void textIsEscapedAndOnOneLine() {
    assertThat(Lettering.escape("<a href=\"x\">&\n\t\u0000\u2028\uD800\uFFFF"))
        .isEqualTo("&lt;a href=&quot;x&quot;&gt;&amp;    \uFFFD\uFFFD");
    assertThat(Lettering.plain("a < b", 10).markup()).isEqualTo("<tspan>a &lt; b</tspan>");
  }

  @Test
  void widthGrowsWithTheTextAndItsSize() {
    assertThat(Lettering.of("", 10).width()).isZero();
    double one = Lettering.of("a + b", 10).width();
    assertThat(Lettering.of("a + b", 20).width()).isEqualTo(2 * one);
    assertThat(Lettering.of("a + b + W", 10).width()).isGreaterThan(one);
    assertThat(Lettering.of("重み", 10).width()).isGreaterThan(20);
    assertThat(Lettering.of("x²", 10).width()).isLessThan(Lettering.of("x2 ", 10).width());
  }
}
