package site.book;

/// The two forms of the book.
public enum Edition {
  /// One file of HTML, with its letters inside: the answers lie under a fold.
  SCREEN("kubernetes-inside-out.html", "text/html; charset=utf-8"),
  /// A PDF: the answers stand at the end of each lesson, and the contents name pages.
  PAPER("kubernetes-inside-out.pdf", "application/pdf");

  private final String file;
  private final String type;

  Edition(String file, String type) {
    this.file = file;
    this.type = type;
  }

  /// What it is called when it is saved.
  public String file() { return file; }

  /// Its media type.
  public String type() { return type; }
}
