package dev.glassbox.studio.screen;

import tools.jackson.databind.JsonNode;

/// One screen of the page, on the side of the engine.
///
/// The page's part is `web/screens/NAME.js`. Commands come from several tabs at once, each on a
/// thread of its own.
public interface Screen {
  /// The name in addresses, such as `playground`.
  String name();

  /// Answers one command.
  ///
  /// Numbers in the answer that are not finite reach the page as null.
  ///
  /// @throws MistakeException if the command or its arguments cannot be used; the message is shown
  JsonNode command(String command, JsonNode arguments);
}
