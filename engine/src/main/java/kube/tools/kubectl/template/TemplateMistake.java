package kube.tools.kubectl.template;

/// A template that cannot be read or filled, in Go's words.
public final class TemplateMistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateMistake(String message) {
    super(message, null, false, false);
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
