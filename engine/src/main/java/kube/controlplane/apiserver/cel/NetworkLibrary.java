package kube.controlplane.apiserver.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionOverload;

/// The functions for addresses, ranges of addresses and versions.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library ·
/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-semver-library
final class NetworkLibrary {

  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType NUMBER = SimpleType.INT;
  private static final CelType BOOL = SimpleType.BOOL;
  private static final CelType IP = OpaqueType.create("net.IP");
  private static final CelType CIDR = OpaqueType.create("net.CIDR");
  private static final CelType SEMVER = OpaqueType.create("kubernetes.Semver");

  private NetworkLibrary() {}

  static Functions functions() {
    Functions functions = new Functions();
    addAddresses(functions);
    addBlocks(functions);
    addVersions(functions);
    return functions;
  }

  private static void addAddresses(Functions functions) {
    functions.global("ip", "string_to_ip", IP, TEXT, String.class, IpAddress::parse);
    functions.global("isIP", "is_ip", BOOL, TEXT, String.class, IpAddress::isAddress);
    functions.global("ip.isCanonical", "ip_is_canonical", BOOL, TEXT, String.class,
        text -> IpAddress.parse(text).toString().equals(text));
    functions.member("family", "ip_family", NUMBER, IP, IpAddress.class, IpAddress::family);
    is(functions, "isUnspecified", IpAddress::isUnspecified);
    is(functions, "isLoopback", IpAddress::isLoopback);
    is(functions, "isLinkLocalMulticast", IpAddress::isLinkLocalMulticast);
    is(functions, "isLinkLocalUnicast", IpAddress::isLinkLocalUnicast);
    is(functions, "isGlobalUnicast", IpAddress::isGlobalUnicast);
    functions.global("string", "ip_to_string", TEXT, IP, IpAddress.class, IpAddress::toString);
  }

  private static void is(Functions functions, String name,
      CelFunctionOverload.Unary<IpAddress> test) {
    functions.member(name, "ip_" + name, BOOL, IP, IpAddress.class, test);
  }

  private static void addBlocks(Functions functions) {
    functions.global("cidr", "string_to_cidr", CIDR, TEXT, String.class, AddressBlock::parse);
    functions.global("isCIDR", "is_cidr", BOOL, TEXT, String.class, AddressBlock::isBlock);
    functions.member("containsIP", "cidr_contains_ip_ip", BOOL, CIDR, IP, AddressBlock.class,
        IpAddress.class, AddressBlock::contains);
    functions.member("containsIP", "cidr_contains_ip_string", BOOL, CIDR, TEXT,
        AddressBlock.class, String.class,
        (block, address) -> block.contains(IpAddress.parse(address)));
    functions.member("containsCIDR", "cidr_contains_cidr", BOOL, CIDR, CIDR, AddressBlock.class,
        AddressBlock.class, AddressBlock::contains);
    functions.member("containsCIDR", "cidr_contains_cidr_string", BOOL, CIDR, TEXT,
        AddressBlock.class, String.class,
        (block, other) -> block.contains(AddressBlock.parse(other)));
    functions.member("ip", "cidr_ip", IP, CIDR, AddressBlock.class, AddressBlock::address);
    functions.member("masked", "cidr_masked", CIDR, CIDR, AddressBlock.class,
        AddressBlock::masked);
    functions.member("prefixLength", "cidr_prefix_length", NUMBER, CIDR, AddressBlock.class,
        block -> (long) block.prefixLength());
    functions.global("string", "cidr_to_string", TEXT, CIDR, AddressBlock.class,
        AddressBlock::toString);
  }

  private static void addVersions(Functions functions) {
    functions.global("semver", "string_to_semver", SEMVER, TEXT, String.class, Semver::parse);
    functions.global("semver", "string_bool_to_semver", SEMVER, TEXT, BOOL, String.class,
        Boolean.class, Semver::parse);
    functions.global("isSemver", "is_semver_string", BOOL, TEXT, String.class, Semver::isSemver);
    functions.global("isSemver", "is_semver_string_bool", BOOL, TEXT, BOOL, String.class,
        Boolean.class, Semver::isSemver);
    functions.member("major", "semver_major", NUMBER, SEMVER, Semver.class, Semver::major);
    functions.member("minor", "semver_minor", NUMBER, SEMVER, Semver.class, Semver::minor);
    functions.member("patch", "semver_patch", NUMBER, SEMVER, Semver.class, Semver::patch);
    functions.member("compareTo", "semver_compare_to", NUMBER, SEMVER, SEMVER, Semver.class,
        Semver.class, (one, other) -> (long) one.compareTo(other));
    functions.member("isLessThan", "semver_is_less_than", BOOL, SEMVER, SEMVER, Semver.class,
        Semver.class, (one, other) -> one.compareTo(other) < 0);
    functions.member("isGreaterThan", "semver_is_greater_than", BOOL, SEMVER, SEMVER,
        Semver.class, Semver.class, (one, other) -> one.compareTo(other) > 0);
  }
}
