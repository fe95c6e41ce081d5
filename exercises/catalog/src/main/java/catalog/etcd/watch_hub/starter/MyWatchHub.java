package learner;

import java.util.List;
import kube.controlplane.etcd.Watch;
import kube.controlplane.etcd.WatchEvent;
import kube.controlplane.etcd.WatchHub;
import kube.controlplane.etcd.WatchSink;

/// Tells watchers what changed.
public class MyWatchHub implements WatchHub {

  @Override
  public Watch watch(String prefix, long fromRevision, WatchSink sink) {
    return new Watcher();
  }

  @Override
  public void onCommit(long revision, List<WatchEvent> events) {
    // Take note of it; nobody hears it from here.
  }

  @Override
  public void onCompact(long revision) {
    // Forget what is older.
  }

  @Override
  public void pump() {
    // Who has something to hear?
  }

  /// One watcher: what does the hub have to know about it?
  private static final class Watcher implements Watch {

    @Override
    public void cancel() {
      // What changes when it does not want to hear more?
    }

    @Override
    public State state() {
      return State.ACTIVE;
    }
  }
}
