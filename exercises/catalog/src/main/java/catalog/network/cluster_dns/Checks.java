package catalog.network.cluster_dns;

import static grader.check.Feedback.weDid;

import grader.check.Task;
import java.util.List;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;
import kube.network.dns.ClusterDns;

/// The visible checks of X33: a shop with a few Services, and who asks for them.
class Checks {

  // Task 1: a name for a Service.

  @Task(1)
  void a_service_has_its_virtual_address(ClusterDns dns) {
    Zone zone = Zone.shop(dns).telling("shop has a Service web with the address 10.96.0.20.");
    zone.ask("web.shop.svc", RecordType.A).must("Programs know names, and packets need addresses.",
        "10.96.0.20");
    zone.ask("wob.shop.svc", RecordType.A).mustBe(Code.NXDOMAIN, "There is no such Service.");
  }

  @Task(1)
  void a_name_without_such_a_record_exists(ClusterDns dns) {
    Zone zone = Zone.shop(dns).telling("shop has a Service web, which has an IPv4 address only.");
    Zone.Asked asked = zone.ask("web.shop.svc", RecordType.AAAA);
    asked.named(asked.answer().code() == Code.NXDOMAIN, "denies_the_name_for_the_type",
        "Some resolvers now believe the *whole name* does not exist.");
    asked.mustBe(Code.NOERROR, "Programs ask for both kinds of addresses, one after the other.");
  }

  @Task(1)
  void each_namespace_has_names_of_its_own(ClusterDns dns) {
    Zone.Asked asked = new Zone(dns).service("bank", "db", "10.96.0.66")
        .service("shop", "db", "10.96.0.44")
        .telling("bank has a Service db at 10.96.0.66, and shop one at 10.96.0.44.")
        .ask("db.shop.svc", RecordType.A);
    asked.named(asked.values().contains("10.96.0.66"), "ignores_the_namespace",
        "`db` in *shop* found the database of *bank*.");
    asked.must("The namespace is part of the name.", "10.96.0.44");
  }

  // Task 2: the doors behind it.

  @Task(2)
  void a_headless_service_gives_its_pods(ClusterDns dns) {
    Zone zone = new Zone(dns).service("shop", "db", "None", "sql TCP 5432")
        .slice("shop", "db", "sql TCP 5432", "10.244.1.5", "10.244.2.6")
        .telling("db of shop has no virtual address, and two Pods.");
    Zone.Asked asked = zone.ask("db.shop.svc", RecordType.A);
    asked.named(asked.values().contains("None") || asked.values().contains(""),
        "gives_an_address_that_is_none", "There is none; give the Pods.");
    asked.must("Whoever asks wants to choose among the Pods.", "10.244.1.5", "10.244.2.6");
  }

  @Task(2)
  void a_closed_door_is_not_shown(ClusterDns dns) {
    Zone zone = new Zone(dns).service("shop", "db", "None", "sql TCP 5432")
        .slice("shop", "db", "sql TCP 5432", "10.244.1.5", "10.244.3.7 not")
        .telling("db of shop is headless. The Pod at 10.244.1.5 is ready, that at 10.244.3.7 is"
            + " not.");
    Zone.Asked asked = zone.ask("db.shop.svc", RecordType.A);
    asked.named(asked.values().contains("10.244.3.7"), "shows_those_who_are_not_ready",
        "Clients met a door still closed.");
    asked.must("Only who is ready gets traffic.", "10.244.1.5");
  }

  // Task 3: ports and aliases.

  @Task(3)
  void a_named_port_can_be_found(ClusterDns dns) {
    Zone.shop(dns).telling("web of shop has a port http, TCP 80, and a port dns, UDP 53.")
        .ask("_http._tcp.web.shop.svc", RecordType.SRV)
        .must("A program need not know the number.", "0 100 80 web.shop.svc.cluster.local");
  }

  @Task(3)
  void an_external_name_is_an_alias(ClusterDns dns) {
    new Zone(dns).service("shop", "pay", "pay.example.com")
        .telling("pay of shop is an ExternalName for pay.example.com.")
        .ask("pay.shop.svc", RecordType.A)
        .mustBeAlias("Who asks has to go on with that name.", "pay.example.com");
  }

  // Task 4: whose name is it?

  @Task(4)
  void other_zones_are_not_yours(ClusterDns dns) {
    Zone zone = Zone.shop(dns).telling("A Pod wants to reach a site of the internet.");
    Zone.Asked asked = zone.ask("example.com.", RecordType.A);
    asked.named(asked.answer().code() != Code.REFUSED, "answers_for_others",
        "Not our zone; say so and let it be forwarded.");
    asked.mustBe(Code.REFUSED, "Somebody else knows the answer.");
  }

  // Task 5: what was typed.

  @Task(5)
  void the_own_namespace_comes_first(ClusterDns dns) {
    expand(dns, "db", "shop", 5, List.of("db.shop.svc.cluster.local", "db.svc.cluster.local",
        "db.cluster.local", "db"));
    Zone zone = new Zone(dns).service("bank", "db", "10.96.0.66")
        .service("shop", "db", "10.96.0.44");
    String found = zone.resolve("db", "shop");
    weDid("bank has a Service db at 10.96.0.66, and shop one at 10.96.0.44. A Pod of shop typed"
        + " db.").youAnswered("It reached " + found + ".").weNeeded("We needed: 10.96.0.44.")
        .because("A short name means the neighbor.").read("L28#fact-search")
        .named("ignores_the_namespace", "`db` in *shop* found the database of *bank*.")
        .failWhen(found.equals("10.96.0.66"));
    weDid("A Pod of shop typed db, which shop has at 10.96.0.44.")
        .youAnswered("It reached " + found + ".").weNeeded("We needed: 10.96.0.44.")
        .because("A short name means the neighbor.").read("L28#fact-search")
        .failUnless(found.equals("10.96.0.44"));
  }

  @Task(5)
  void a_final_dot_ends_the_search(ClusterDns dns) {
    expand(dns, "example.com.", "shop", 5, List.of("example.com"));
    expand(dns, "db.bank", "shop", 5, List.of("db.bank.shop.svc.cluster.local",
        "db.bank.svc.cluster.local", "db.bank.cluster.local", "db.bank"));
  }

  static void expand(ClusterDns dns, String typed, String namespace, int ndots,
      List<String> right) {
    List<String> tried = dns.expand(typed, namespace, ndots);
    weDid("In a Pod of " + namespace + " with ndots:" + ndots + ", somebody typed " + typed + ".")
        .youAnswered("You try " + tried + ".").weNeeded("We needed: " + right + ".")
        .because("The first name that exists is the one that is taken.").read("L28#fact-search")
        .failUnless(tried.equals(right));
  }
}
