package catalog.network.cluster_dns;

import static grader.check.Feedback.weDid;

import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kube.foundation.machine.Randomness;
import kube.network.DnsMessage.Code;
import kube.network.DnsMessage.RecordType;
import kube.network.dns.ClusterDns;
import kube.network.dns.ServiceNames;

/// The hidden checks of X33: corners of names, and random questions that ours has answered, too.
@Hidden
class HiddenChecks {
  private static final String SQL = "sql TCP 5432";
  private static final int QUESTIONS = 40;
  private static final int REPEATS = 60;

  // Task 1

  @Task(1)
  void letters_are_small_or_large(ClusterDns dns) {
    Zone zone = Zone.shop(dns).telling("shop has a Service web.");
    String because = "Names are the same in small and large letters, with and without the dot.";
    zone.ask("WEB.Shop.svc", RecordType.A).must(because, "10.96.0.20");
    zone.ask("web.shop.svc.Cluster.LOCAL.", RecordType.A).must(because, "10.96.0.20");
    zone.ask("WEB.shop.svc.cluster.local.", RecordType.AAAA).mustBe(Code.NOERROR, because);
  }

  @Task(1)
  void what_other_names_hang_from_exists(ClusterDns dns) {
    Zone zone = Zone.shop(dns).telling("shop is a namespace with a Service web; bank is empty.");
    String because = "There are names below it, so it exists, without records of its own.";
    for (String name : List.of("shop.svc", "svc", "_tcp.web.shop.svc")) {
      zone.ask(name, RecordType.A).mustBe(Code.NOERROR, because);
    }
    zone.ask("cluster.local.", RecordType.A).mustBe(Code.NOERROR, because);
    for (String name : List.of("bank.svc", "web.bank.svc", "web.svc", "web.shop.sv", "web", "shop",
        "a.b.c.web.shop.svc", "x.web.shop.svc", "a._tcp.web.shop.svc", "_http.tcp.web.shop.svc",
        "http._tcp.web.shop.svc")) {
      zone.ask(name, RecordType.A).mustBe(Code.NXDOMAIN, "Nothing is called so.");
    }
  }

  @Task(1)
  void a_name_that_cannot_travel_is_none(ClusterDns dns) {
    String longest = "a".repeat(63);
    Zone zone = new Zone(dns).service("shop", longest, "10.96.0.21")
        .telling("shop has a Service with a name of 63 letters.");
    zone.ask(longest + ".shop.svc", RecordType.A).must("63 letters may stand between two dots.",
        "10.96.0.21");
    zone.ask("a".repeat(64) + ".com.", RecordType.A).mustBe(Code.NXDOMAIN,
        "No label has more than 63 letters.");
    zone.ask("web..com.", RecordType.A).mustBe(Code.NXDOMAIN, "No label is empty.");
    zone.ask(".", RecordType.A).mustBe(Code.NXDOMAIN, "No label is empty.");
    String three = (longest + ".").repeat(3);
    zone.ask(three + "a".repeat(62) + ".", RecordType.A).mustBe(Code.NXDOMAIN,
        "A name has at most 253 letters.");
  }

  // Task 2

  @Task(2)
  void a_pod_has_a_name_below_its_service(ClusterDns dns) {
    Zone zone = Zone.shop(dns).service("shop", "db", "None", SQL)
        .slice("shop", "db", "sql TCP 5432", "10.244.1.5 db-0", "10.244.2.6 db-1 not", "10.244.2.9")
        .slice("shop", "web", "http TCP 80", "10.244.1.8 web-0")
        .telling("db of shop is headless: db-0 at 10.244.1.5, db-1 at 10.244.2.6 is not ready,"
            + " 10.244.2.9 has no hostname. web has a virtual address and a Pod web-0.");
    zone.ask("db-0.db.shop.svc", RecordType.A).must("A member has to find another by its name.",
        "10.244.1.5");
    zone.ask("db-0.db.shop.svc", RecordType.AAAA).mustBe(Code.NOERROR, "It has an A record.");
    zone.ask("10-244-2-9.db.shop.svc", RecordType.A).must("Without a hostname, it is called by its"
        + " address, with dashes.", "10.244.2.9");
    for (String name : List.of("db-1.db.shop.svc", "10-244-1-5.db.shop.svc", "web-0.web.shop.svc",
        "db-0.web.shop.svc", "10-244-1-8.web.shop.svc")) {
      zone.ask(name, RecordType.A).mustBe(Code.NXDOMAIN,
          "Only ready Pods of headless Services have such a name.");
    }
  }

  @Task(2)
  void without_ready_pods_the_name_stays(ClusterDns dns) {
    Zone zone = new Zone(dns).service("shop", "db", "None", SQL).service("shop", "new", "None", SQL)
        .slice("shop", "db", "sql TCP 5432", "10.244.1.5 db-0 not")
        .telling("db and new of shop are headless, and no Pod is ready.");
    for (String name : List.of("db.shop.svc", "new.shop.svc")) {
      for (RecordType type : List.of(RecordType.A, RecordType.SRV)) {
        zone.ask(name, type).mustBe(Code.NOERROR, "The Service is there.");
      }
    }
  }

  @Task(2)
  void each_pod_stands_first_at_times(ClusterDns dns) {
    Zone zone = new Zone(dns).service("shop", "db", "None", SQL).slice("shop", "db", "sql TCP 5432",
        "10.244.1.5", "10.244.2.6", "10.244.3.7")
        .telling("db of shop is headless and has three Pods.");
    Set<String> first = new TreeSet<>();
    for (int i = 0; i < REPEATS; i++) {
      first.add(zone.ask("db.shop.svc", RecordType.A)
          .must("All three are ready.", "10.244.1.5", "10.244.2.6", "10.244.3.7").values()
          .getFirst());
    }
    weDid("db of shop is headless and has three Pods. We asked for it " + REPEATS + " times.")
        .youAnswered("These stood first: " + first + ".")
        .weNeeded("We needed: each of the three stands first at times.")
        .because("Most programs take the first address.").read("L28#fact-headless")
        .failUnless(first.size() == 3);
  }

  // Task 3

  @Task(3)
  void ports_are_found_by_name_and_protocol(ClusterDns dns) {
    Zone zone = Zone.shop(dns).telling("web of shop has a port http, TCP 80, and dns, UDP 53.");
    String root = " web.shop.svc.cluster.local";
    zone.ask("_dns._udp.web.shop.svc", RecordType.SRV).must("It is UDP.", "0 100 53" + root);
    zone.ask("_DNS._UDP.web.shop.svc", RecordType.SRV).must("Letters are small or large.",
        "0 100 53" + root);
    zone.ask("web.shop.svc", RecordType.SRV).must("Without a port, all of them.",
        "0 100 80" + root, "0 100 53" + root);
    zone.ask("_http._tcp.web.shop.svc", RecordType.A).mustBe(Code.NOERROR,
        "The name exists, with records of another type.");
    for (String name : List.of("_dns._tcp.web.shop.svc", "_sql._tcp.web.shop.svc",
        "_http._tcp.wob.shop.svc")) {
      zone.ask(name, RecordType.SRV).mustBe(Code.NXDOMAIN, "There is no such port.");
    }
  }

  @Task(3)
  void ports_of_pods_are_found(ClusterDns dns) {
    Zone zone = new Zone(dns).service("shop", "db", "None", SQL)
        .slice("shop", "db", "sql TCP 15432", "10.244.1.5 db-0", "10.244.2.6 db-1 not")
        .slice("shop", "db", "sql TCP 25432", "10.244.3.7").telling("db of shop is headless. db-0"
            + " listens on 15432, 10.244.3.7 on 25432, and db-1 is not ready.");
    zone.ask("_sql._tcp.db.shop.svc", RecordType.SRV).must("Each Pod has its own port.",
        "0 100 15432 db-0.db.shop.svc.cluster.local",
        "0 100 25432 10-244-3-7.db.shop.svc.cluster.local");
    zone.ask("_sql._udp.db.shop.svc", RecordType.SRV).mustBe(Code.NXDOMAIN, "It is TCP.");
  }

  @Task(3)
  void an_alias_answers_any_question(ClusterDns dns) {
    Zone zone = new Zone(dns).service("shop", "pay", "pay.example.com")
        .telling("pay of shop is an ExternalName.");
    for (RecordType type : List.of(RecordType.AAAA, RecordType.SRV, RecordType.CNAME)) {
      zone.ask("pay.shop.svc", type).mustBeAlias("All is to be found there.", "pay.example.com");
    }
    zone.ask("x.pay.shop.svc", RecordType.A).mustBe(Code.NXDOMAIN, "Nothing is below it.");
  }

  // Task 4

  @Task(4)
  void similar_zones_are_not_yours(ClusterDns dns) {
    Zone zone = Zone.shop(dns).telling("Your zone is cluster.local, and nothing else.");
    for (String name : List.of("local.", "notcluster.local.", "web.shop.svc.", "cluster.local.com.",
        "in-addr.arpa.", "web.shop.svc.xcluster.local.")) {
      zone.ask(name, RecordType.A).mustBe(Code.REFUSED, "It is somebody else's.");
    }
    zone.ask(("a".repeat(63) + ".").repeat(3) + "a".repeat(61) + ".", RecordType.A)
        .mustBe(Code.REFUSED, "253 letters are not too many.");
  }

  @Task(4)
  void a_pods_address_is_a_name(ClusterDns dns) {
    Zone zone = Zone.shop(dns).telling("Names below pod say an address.");
    zone.ask("10-244-1-7.shop.pod", RecordType.A).must("The name says it.", "10.244.1.7");
    zone.ask("10-244-1-7.shop.pod", RecordType.AAAA).mustBe(Code.NOERROR, "It has an A record.");
    for (String name : List.of("pod", "shop.pod")) {
      zone.ask(name, RecordType.A).mustBe(Code.NOERROR, "There are names below it.");
    }
    for (String name : List.of("10-244-1.shop.pod", "web.shop.pod", "10-244-1-7-3.shop.pod",
        "x.10-244-1-7.shop.pod", "10-244-1-1007.shop.pod")) {
      zone.ask(name, RecordType.A).mustBe(Code.NXDOMAIN, "That is no address.");
    }
  }

  @Task(4)
  void an_address_leads_back_to_its_names(ClusterDns dns) {
    Zone zone = Zone.shop(dns).service("shop", "db", "None", SQL).service("bank", "db", "None", SQL)
        .slice("shop", "db", "sql TCP 5432", "10.244.1.5 db-0", "10.244.1.6 not")
        .slice("bank", "db", "sql TCP 5432", "10.244.1.5")
        .slice("shop", "web", "http TCP 80", "10.244.1.8")
        .telling("web of shop has 10.96.0.20. The Pod at 10.244.1.5 is db-0 of db in shop, and"
            + " without a hostname in db of bank; 10.244.1.6 is not ready; 10.244.1.8 is behind"
            + " web.");
    String because = "Logs hold addresses, and people read names.";
    zone.ask("20.0.96.10.in-addr.arpa.", RecordType.PTR).must(because,
        "web.shop.svc.cluster.local");
    zone.ask("5.1.244.10.in-addr.arpa.", RecordType.PTR).must(because,
        "db-0.db.shop.svc.cluster.local", "10-244-1-5.db.bank.svc.cluster.local");
    zone.ask("5.1.244.10.IN-ADDR.arpa.", RecordType.A).mustBe(Code.NOERROR, "It has PTR records.");
    for (String name : List.of("6.1.244.10", "8.1.244.10", "10.244.1.5", "9.9.9.9")) {
      zone.ask(name + ".in-addr.arpa.", RecordType.PTR).mustBe(Code.NXDOMAIN,
          "No ready Pod of a headless Service, and no Service, has that address.");
    }
  }

  // Task 5

  @Task(5)
  void dots_decide_who_is_tried_first(ClusterDns dns) {
    Checks.expand(dns, "a.b.c.d.e", "bank", 5, List.of("a.b.c.d.e.bank.svc.cluster.local",
        "a.b.c.d.e.svc.cluster.local", "a.b.c.d.e.cluster.local", "a.b.c.d.e"));
    Checks.expand(dns, "a.b.c.d.e.f", "bank", 5, List.of("a.b.c.d.e.f",
        "a.b.c.d.e.f.bank.svc.cluster.local", "a.b.c.d.e.f.svc.cluster.local",
        "a.b.c.d.e.f.cluster.local"));
    Checks.expand(dns, "example.com", "bank", 1, List.of("example.com",
        "example.com.bank.svc.cluster.local", "example.com.svc.cluster.local",
        "example.com.cluster.local"));
    Checks.expand(dns, "db", "bank", 0, List.of("db", "db.bank.svc.cluster.local",
        "db.svc.cluster.local", "db.cluster.local"));
    Checks.expand(dns, "db.", "bank", 0, List.of("db"));
  }

  @Task(5)
  void random_questions_are_answered_rightly(ClusterDns dns, Seed seed) {
    Randomness chance = seed.random().branch("questions");
    Zone zone = RandomZone.draw(dns, chance)
        .telling("With the seed " + seed.value() + ": a few Services in shop and bank.");
    ClusterDns ours = new ServiceNames(chance);
    for (int i = 0; i < QUESTIONS; i++) {
      String name = RandomZone.name(chance);
      RecordType type = chance.pick(List.of(RecordType.A, RecordType.A, RecordType.SRV,
          RecordType.AAAA));
      zone.ask(name, type).mustBe(ours.query(name + Zone.ROOT, type, zone.world()),
          "The rules of all tasks together say so.");
    }
  }
}
