package kube.node.containerruntime.shell;

import kube.node.containerruntime.shell.Tool.Call;

/// `ip`: the addresses of the room and the way out of it.
///
/// **Models** `ip address` and `ip route` of a Pod with one network card. **Leaves out** everything
/// that would change them, which a container without the right to may not do anyway.
final class AddressTool {

  private AddressTool() {}

  static int run(Call call) {
    String object = call.operands().isEmpty() ? "" : call.operands().getFirst();
    String address = call.world().address();
    if (isShortFor(object, "address")) return addresses(call, address);
    if (isShortFor(object, "route")) return routes(call, address);
    call.streams().err().line("Usage: ip [OPTIONS] address|route [show]");
    return 1;
  }

  private static boolean isShortFor(String word, String object) {
    return !word.isEmpty() && object.startsWith(word);
  }

  private static int addresses(Call call, String address) {
    call.streams().out().text("""
        1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1000
            link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
            inet 127.0.0.1/8 scope host lo
               valid_lft forever preferred_lft forever
        2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP
            link/ether %s brd ff:ff:ff:ff:ff:ff
            inet %s/24 brd %s.255 scope global eth0
               valid_lft forever preferred_lft forever
        """.formatted(hardwareAddress(address), address, network(address)));
    return 0;
  }

  private static int routes(Call call, String address) {
    String network = network(address);
    call.out("default via " + network + ".1 dev eth0");
    call.out(network + ".0/24 dev eth0 scope link  src " + address);
    return 0;
  }

  private static String network(String address) {
    return address.substring(0, Math.max(0, address.lastIndexOf('.')));
  }

  /// A locally administered address made of the four numbers, as many plugins make it.
  private static String hardwareAddress(String address) {
    StringBuilder text = new StringBuilder("0a:58");
    for (String number : address.split("\\.")) {
      text.append(":%02x".formatted(Integer.parseInt(number)));
    }
    return text.toString();
  }
}
