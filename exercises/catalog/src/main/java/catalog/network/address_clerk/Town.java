package catalog.network.address_clerk;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import kube.controlplane.controllermanager.nodeipam.NodeCidrs;

/// The nodes of a cluster that want a range each, as a controller's copy shows them.
final class Town {
  private final NodeCidrs clerk;
  private final SortedSet<String> taken = new TreeSet<>();
  private String story = "";

  Town(NodeCidrs clerk) {
    this.clerk = clerk;
  }

  Town telling(String sentences) {
    story = sentences;
    return this;
  }

  /// The copy shows that a node has this range.
  Town shows(String range) {
    taken.add(range);
    return this;
  }

  /// The copy shows it no more.
  Town hides(String range) {
    taken.remove(range);
    return this;
  }

  Town release(String node) {
    clerk.release(node);
    return this;
  }

  Given join(String node) {
    Optional<String> range = clerk.assign(node, new TreeSet<>(taken));
    return new Given(range, weDid(story).youAnswered("You answered " + range.orElse("none") + " to "
        + node + ".").read("L26#fact-slice"));
  }

  /// What a node was given.
  record Given(Optional<String> range, Feedback feedback) {

    Given must(String right, String because) {
      feedback.weNeeded("We needed: " + right + ".").because(because)
          .failUnless(range.equals(Optional.of(right)));
      return this;
    }

    void mustBeNone(String because) {
      feedback.weNeeded("We needed: an empty answer.").because(because)
          .failUnless(range.isEmpty());
    }
  }
}
