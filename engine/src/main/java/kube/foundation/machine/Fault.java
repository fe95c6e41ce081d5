package kube.foundation.machine;

import java.time.Duration;
import java.util.List;

/// Something that is wrong with the world for a while: it begins, lasts, and ends.
///
/// Faults are nouns, so that a story can begin and end one by name, several can last at once, and
/// what follows from one can be traced back to it in the log.
///
/// A *party* is a component by the name that it acts under (`scheduler`, `kubelet/node-a`), a whole
/// machine (`node-a`, with all programs on it), or `kcm`, the controller manager with all its
/// controllers.
public sealed interface Fault {

  /// What it is and whom it strikes, such as `partition node-a | apiserver`.
  String name();

  /// Whom it strikes.
  List<String> parties();

  /// The power of a machine fails.
  record NodeCrash(String node) implements Fault {

    @Override
    public String name() {
      return "node-crash " + node;
    }

    @Override
    public List<String> parties() {
      return List.of(node);
    }
  }

  /// A program stands still: it is not dead, and does nothing. What should have happened meanwhile
  /// happens when it goes on.
  record Hang(String program) implements Fault {

    @Override
    public String name() {
      return "hang " + program;
    }

    @Override
    public List<String> parties() {
      return List.of(program);
    }
  }

  /// A clock is fast or, when `ahead` is negative, slow.
  record ClockSkew(String party, Duration ahead) implements Fault {

    @Override
    public String name() {
      return "clock-skew " + party;
    }

    @Override
    public List<String> parties() {
      return List.of(party);
    }
  }

  /// Nothing passes between the two: machine and machine, component and `apiserver`, or `apiserver`
  /// and `etcd`.
  record Partition(String one, String other) implements Fault {

    @Override
    public String name() {
      return "partition " + one + " | " + other;
    }

    @Override
    public List<String> parties() {
      return List.of(one, other);
    }
  }

  /// Everything between the two takes longer. Requests to the API server are answered at once in
  /// this world, so there it is the watches that are late.
  record SlowLink(String one, String other, Duration delay) implements Fault {

    @Override
    public String name() {
      return "slow-link " + one + " | " + other;
    }

    @Override
    public List<String> parties() {
      return List.of(one, other);
    }
  }

  /// A share of everything between the two is lost, from 0.0 to 1.0.
  record LossyLink(String one, String other, double share) implements Fault {

    @Override
    public String name() {
      return "lossy-link " + one + " | " + other;
    }

    @Override
    public List<String> parties() {
      return List.of(one, other);
    }
  }

  /// No byte more fits on the disk under etcd: it can still be read.
  record DiskFull() implements Fault {

    @Override
    public String name() {
      return "disk-full etcd";
    }

    @Override
    public List<String> parties() {
      return List.of("etcd");
    }
  }

  /// One of the three members of etcd is lost, counted from 1; the first leads at the beginning.
  record EtcdMemberLoss(int member) implements Fault {

    @Override
    public String name() {
      return "etcd-member-loss " + member;
    }

    @Override
    public List<String> parties() {
      return List.of("etcd");
    }
  }

  /// A share of all requests fails at the API server, in one way or another.
  record ApiErrors(double share, ApiFailure failure) implements Fault {

    /// A share of all requests is answered 500.
    public ApiErrors(double share) {
      this(share, ApiFailure.INTERNAL_ERROR);
    }

    @Override
    public String name() {
      return "api-errors " + failure.text();
    }

    @Override
    public List<String> parties() {
      return List.of("apiserver");
    }
  }

  /// Nobody answers at a webhook's host and port, such as `checker.default.svc:443`.
  record WebhookDown(String authority) implements Fault {

    @Override
    public String name() {
      return "webhook-down " + authority;
    }

    @Override
    public List<String> parties() {
      return List.of(authority);
    }
  }
}
