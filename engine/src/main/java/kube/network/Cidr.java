package kube.network;

/// A range of addresses, such as `10.244.0.0/16`.
///
/// **Leaves out** IPv6.
///
/// @param network the address with all bits behind the prefix cleared
public record Cidr(int network, int prefix) {

  /// Reads a range; the address need not be the range's first.
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    int prefix = slash < 0 ? 32 : Integer.parseInt(text.substring(slash + 1));
    String address = slash < 0 ? text : text.substring(0, slash);
    return new Cidr(number(address) & mask(prefix), prefix);
  }

  public boolean contains(String address) {
    return isAddress(address) && (number(address) & mask(prefix)) == network;
  }

  /// The address so many places behind the first.
  public String address(int index) {
    int number = network + index;
    return (number >>> 24) + "." + (number >>> 16 & 255) + "." + (number >>> 8 & 255) + "."
        + (number & 255);
  }

  /// How many addresses it has.
  public long size() {
    return 1L << (32 - prefix);
  }

  /// Whether the text is an address in four numbers.
  public static boolean isAddress(String text) {
    return text.matches("(\\d{1,3}\\.){3}\\d{1,3}");
  }

  @Override
  public String toString() {
    return address(0) + "/" + prefix;
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  private static int number(String address) {
    int number = 0;
    for (String part : address.split("\\.")) number = number << 8 | Integer.parseInt(part);
    return number;
  }
}
