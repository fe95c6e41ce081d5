package learner;

import java.util.Collection;
import java.util.List;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.garbage.Member;
import kube.controlplane.controllermanager.garbage.ObjectName;

/// Clears away what nobody owns any more.
public class MyGarbageCollector implements GarbageCollector {

  @Override
  public Collection<String> seen(Member object) {
    // Remember whom it names as its owners. Who wants a look because of this news?
    return List.of(object.name().uid());
  }

  @Override
  public Collection<String> gone(ObjectName object) {
    return List.of();
  }

  @Override
  public Judgement judge(String uid, Living living) {
    // Ask `living` before you delete: what you remember may be old.
    return Judgement.later("we have not thought about it yet");
  }
}
