package learner;

import java.util.Optional;
import java.util.function.UnaryOperator;
import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.registry.slot.Obj;
import kube.controlplane.apiserver.registry.slot.Shelf;

/// Stores objects so that no update is lost.
public class MyRegistry implements GenericRegistry {

  @Override
  public Obj create(Obj wish, Shelf shelf) throws Refused {
    // Who is it? And may the name be taken already?
    return shelf.write(wish, "").orElse(wish);
  }

  @Override
  public Obj update(Obj wish, Shelf shelf) throws Refused {
    // Which version does the wish stand on, and which lies there?
    return wish;
  }

  @Override
  public Obj updateStatus(Obj wish, Shelf shelf) throws Refused {
    return wish;
  }

  @Override
  public Optional<Obj> delete(String namespace, String name, Preconditions wanted, Shelf shelf)
      throws Refused {
    return shelf.get(namespace, name);
  }

  @Override
  public Obj retrying(String namespace, String name, UnaryOperator<Obj> change, int triesAtMost,
      Shelf shelf) throws Refused {
    throw new Refused(Reason.CONFLICT, "not tried yet");
  }
}
