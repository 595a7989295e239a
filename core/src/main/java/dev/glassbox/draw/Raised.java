package dev.glassbox.draw;

import java.util.OptionalInt;

/// The letters, digits and signs that Unicode has as superscripts and subscripts.
public final class Raised {
  private static final String PLAIN = "0123456789+−()abcdefghijklmnoprstuvwxyzT";
  private static final String ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ";
  private static final String INDEX = "0123456789+−()aeijklmnopstux";
  private static final String BELOW = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑᵢⱼₖₗₘₙₒₚₛₜᵤₓ";

  private Raised() {}

  /// The superscript of a character, if there is one.
  public static OptionalInt superscript(char plain) {
    return counterpart(PLAIN, ABOVE, plain);
  }

  /// The character that this is the superscript of, if it is one.
  public static OptionalInt ofSuperscript(char raised) {
    return counterpart(ABOVE, PLAIN, raised);
  }

  /// The character that this is the subscript of, if it is one.
  public static OptionalInt ofSubscript(char lowered) {
    return counterpart(BELOW, INDEX, lowered);
  }

  private static OptionalInt counterpart(String from, String to, char c) {
    int at = from.indexOf(c);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(to.charAt(at));
  }
}
