package kube.controlplane.apiserver.cel;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.cel.common.exceptions.CelBadFormatException;

/// An address of IPv4 or IPv6, as expressions look at it.
///
/// @param value as one number
/// @param bits 32 or 128
record IpAddress(BigInteger value, int bits) {

  private static final Pattern PART = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;

  static IpAddress parse(String text) {
    String why = fault(text);
    if (!why.isEmpty()) throw new CelBadFormatException(why);
    return read(text).orElseThrow();
  }

  static boolean isAddress(String text) {
    return fault(text).isEmpty();
  }

  /// Why the text is no address; empty when it is one.
  private static String fault(String text) {
    if (text.indexOf('%') >= 0 && text.indexOf(':') >= 0) {
      return "IP address \"" + text + "\" with zone value is not allowed";
    }
    Optional<IpAddress> address = read(text);
    if (address.isEmpty()) {
      return "IP Address \"" + text + "\" parse error during conversion from string: ParseAddr(\""
          + text + "\"): unable to parse IP";
    }
    boolean isMapped = text.indexOf(':') >= 0 && address.get().bits == 32;
    return isMapped ? "IPv4-mapped IPv6 address \"" + text + "\" is not allowed" : "";
  }

  private static Optional<IpAddress> read(String text) {
    if (text.indexOf(':') < 0) return readFour(text);
    if (text.startsWith("[")) return Optional.empty();
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return Optional.of(new IpAddress(new BigInteger(1, address.getAddress()),
          address instanceof Inet4Address ? 32 : 128));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<IpAddress> readFour(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) return Optional.empty();
    long value = 0;
    for (String part : parts) {
      if (!PART.matcher(part).matches() || Integer.parseInt(part) > 255) return Optional.empty();
      value = (value << 8) | Integer.parseInt(part);
    }
    return Optional.of(new IpAddress(BigInteger.valueOf(value), 32));
  }

  long family() {
    return bits == 32 ? 4 : 6;
  }

  boolean isUnspecified() {
    return value.signum() == 0;
  }

  boolean isLoopback() {
    return asInet().isLoopbackAddress();
  }

  boolean isLinkLocalMulticast() {
    return asInet().isMCLinkLocal();
  }

  boolean isLinkLocalUnicast() {
    return asInet().isLinkLocalAddress();
  }

  boolean isGlobalUnicast() {
    InetAddress address = asInet();
    boolean isBroadcast = bits == 32 && value.longValue() == 0xffff_ffffL;
    return !isUnspecified() && !isBroadcast && !address.isLoopbackAddress()
        && !address.isMulticastAddress() && !address.isLinkLocalAddress();
  }

  private InetAddress asInet() {
    byte[] bytes = new byte[bits / 8];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = value.shiftRight(bits - 8 * (index + 1)).byteValue();
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 and 16 bytes are an address", impossible);
    }
  }

  /// The canonical form: of IPv6 the longest row of zeros is left out.
  @Override
  public String toString() {
    if (bits == 32) {
      long number = value.longValue();
      return (number >> 24) + "." + (number >> 16 & 0xff) + "." + (number >> 8 & 0xff) + "."
          + (number & 0xff);
    }
    List<String> groups = new ArrayList<>();
    for (int group = GROUPS - 1; group >= 0; group--) {
      groups.add(Integer.toHexString(
          value.shiftRight(group * GROUP_BITS).intValue() & 0xffff));
    }
    int longest = 0;
    int from = 0;
    for (int start = 0; start < GROUPS; start++) {
      int end = start;
      while (end < GROUPS && groups.get(end).equals("0")) end++;
      if (end - start > longest) {
        longest = end - start;
        from = start;
      }
    }
    if (longest < 2) return String.join(":", groups);
    return String.join(":", groups.subList(0, from)) + "::"
        + String.join(":", groups.subList(from + longest, GROUPS));
  }
}
