package kube.controlplane.etcd;

/// All keys that begin with the same text, as a range from [#start()] up to [#end()].
///
/// The end is the text with its last character raised by one: `/pods/` ends at `/pods0`, because
/// `0` comes right after `/`. Close a folder's prefix with `/`, or `/pods/a` takes in `/pods/ab`.
public record Prefix(String text) {

  /// Sorts after every key: U+FFFF is no character, and no key contains it.
  private static final String END_OF_KEYS = "\uffff";

  /// The prefix of everything below a folder, with or without its closing slash.
  public static Prefix ofFolder(String folder) {
    return new Prefix(folder.endsWith("/") ? folder : folder + "/");
  }

  /// The beginning of a key such as `/registry/pods/default/web`, up to its third slash; empty when
  /// there are fewer.
  static String folderOf(String key) {
    int second = key.indexOf('/', 1);
    int third = second < 0 ? -1 : key.indexOf('/', second + 1);
    return third < 0 ? "" : key.substring(0, third);
  }

  public String start() {
    return text;
  }

  /// The first key after all keys of this prefix.
  public String end() {
    if (text.isEmpty()) return END_OF_KEYS;
    int last = text.length() - 1;
    return text.substring(0, last) + (char) (text.charAt(last) + 1);
  }

  public boolean contains(String key) {
    return key.startsWith(text);
  }
}
