package dev.glassbox.studio.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What only the opened address and the page know, so that no other page or program of this
/// machine's users can give commands.
///
/// @param text in hexadecimal
record Token(String text) {
  private static final int BYTES = 16;

  static Token random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Token(HexFormat.of().formatHex(bytes));
  }

  /// Whether this is the same, found out in a time that says nothing of where it differs.
  boolean is(String given) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Token[…]";
  }
}
