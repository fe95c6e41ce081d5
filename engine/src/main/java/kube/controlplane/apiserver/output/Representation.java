package kube.controlplane.apiserver.output;

import kube.controlplane.apiserver.registry.Page;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;
import kube.foundation.api.Response.Answer;

/// The form of an answer that a client asked for with its `Accept` header.
public interface Representation {

  Answer object(int code, Resource object);

  Answer list(Page page);

  /// The object of a watch event in this form.
  Resource event(Resource object, boolean isFirst);

  /// The plain form: objects as they are.
  static Representation plain(Kind<?> kind) {
    return new PlainObjects(kind);
  }

  /// A list as bytes: nothing is parsed and written again, only copied.
  final class PlainObjects implements Representation {
    private final Kind<?> kind;

    PlainObjects(Kind<?> kind) {
      this.kind = kind;
    }

    @Override
    public Answer object(int code, Resource object) {
      return Answer.json(code, object.json());
    }

    @Override
    public Answer list(Page page) {
      return Answer.json(200, ListBytes.of(kind, page, page.items().stream()
          .map(Resource::json).toList()));
    }

    @Override
    public Resource event(Resource object, boolean isFirst) {
      return object;
    }
  }
}
