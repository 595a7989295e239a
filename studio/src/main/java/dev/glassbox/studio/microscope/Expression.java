package dev.glassbox.studio.microscope;

import java.util.List;

/// A formula as it was written.
sealed interface Expression {
  /// A number.
  record Literal(double value) implements Expression {}

  /// Something that is defined elsewhere.
  ///
  /// @param position where it stands in the text, counted from 1
  record Name(String name, int position) implements Expression {}

  /// An operation on other formulas.
  record Application(Operation operation, List<Expression> operands) implements Expression {
    /// Keeps the operands from being changed.
    public Application {
      operands = List.copyOf(operands);
    }
  }
}
