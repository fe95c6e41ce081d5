package kube.controlplane.apiserver.cel;

import java.math.BigInteger;

import dev.cel.common.exceptions.CelBadFormatException;

/// A range of addresses such as `10.0.0.0/8`, as expressions look at it.
///
/// @param prefixLength how many of the first bits all its addresses share
record AddressBlock(IpAddress address, int prefixLength) {

  static AddressBlock parse(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0) throw broken(text, "no '/'");
    String length = text.substring(slash + 1);
    if (!IpAddress.isAddress(text.substring(0, slash))) {
      throw broken(text, "ParseAddr(\"" + text.substring(0, slash) + "\"): unable to parse IP");
    }
    IpAddress address = IpAddress.parse(text.substring(0, slash));
    if (!length.matches("0|[1-9][0-9]{0,2}"))
      throw broken(text, "bad bits after slash: \"" + length
          + "\"");
    if (Integer.parseInt(length) > address.bits()) throw broken(text, "prefix length out of range");
    return new AddressBlock(address, Integer.parseInt(length));
  }

  static boolean isBlock(String text) {
    try {
      parse(text);
      return true;
    } catch (CelBadFormatException _) {
      return false;
    }
  }

  private static CelBadFormatException broken(String text, String why) {
    return new CelBadFormatException("network address parse error during conversion from string:"
        + " netip.ParsePrefix(\"" + text + "\"): " + why);
  }

  boolean contains(IpAddress other) {
    return other.bits() == address.bits() && network(other).equals(network(address));
  }

  boolean contains(AddressBlock other) {
    return other.prefixLength >= prefixLength && contains(other.address);
  }

  AddressBlock masked() {
    return new AddressBlock(
        new IpAddress(network(address).shiftLeft(address.bits() - prefixLength), address.bits()),
        prefixLength);
  }

  private BigInteger network(IpAddress of) {
    return of.value().shiftRight(of.bits() - prefixLength);
  }

  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
