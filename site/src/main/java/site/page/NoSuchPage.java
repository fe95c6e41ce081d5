package site.page;

import java.util.List;

/// Something was asked for by a name that nothing has; carries what was probably meant.
public final class NoSuchPage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Link> nearest;

  /// A name and where it leads.
  public record Link(String name, String path) {}

  /// @param message what is missing, as a sentence
  /// @param nearest what was probably meant
  public NoSuchPage(String message, List<Link> nearest) {
    super(message);
    this.nearest = List.copyOf(nearest);
  }

  /// What was probably meant, the likeliest first.
  public List<Link> nearest() {
    return nearest;
  }
}
