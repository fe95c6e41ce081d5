package site.lab.own;

import java.util.regex.Pattern;

/// What is known of a lab while it sleeps.
///
/// @param id its place in addresses, such as `own-7k2mq9x4ab`
/// @param title what the learner sees, such as `Lab 1`
/// @param token what a client from outside must show
/// @param madeAt milliseconds since 1970
public record KeptLab(String id, String title, String token, long madeAt) {
  static final String PREFIX = "own-";
  private static final Pattern SHAPE = Pattern.compile("own-[a-z0-9]{10}");

  static boolean isId(String text) {
    return SHAPE.matcher(text).matches();
  }

  /// Its page.
  public String path() { return "/labs/" + id; }
}
