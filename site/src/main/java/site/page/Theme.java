package site.page;

import java.util.Optional;

/// The reader's choice of colors, kept in a cookie that the page's script may also write.
public enum Theme {
  /// Light or dark, as the reader's system has it.
  SYSTEM("system", "as your system"),
  /// Dark ink on light paper.
  LIGHT("light", "light"),
  /// Light ink on dark paper.
  DARK("dark", "dark"),
  /// The strongest contrast, for eyes that need it.
  CONTRAST("contrast", "high contrast");

  /// The cookie's name.
  public static final String COOKIE = "theme";

  private final String attribute;
  private final String words;

  Theme(String attribute, String words) {
    this.attribute = attribute;
    this.words = words;
  }

  /// Reads a cookie or form value; anything unknown is no choice at all.
  public static Optional<Theme> named(String text) {
    for (Theme theme : values()) {
      if (theme.attribute.equals(text)) {
        return Optional.of(theme);
      }
    }
    return Optional.empty();
  }

  /// The value of `data-theme`, which the style sheets answer to.
  public String attribute() { return attribute; }

  /// How a person would say it.
  public String words() { return words; }

  /// What the button in the top bar changes to.
  public Theme next() {
    return switch (this) {
      case SYSTEM -> LIGHT;
      case LIGHT -> DARK;
      case DARK -> CONTRAST;
      case CONTRAST -> SYSTEM;
    };
  }
}
