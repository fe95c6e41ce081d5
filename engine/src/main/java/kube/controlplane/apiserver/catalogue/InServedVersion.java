package kube.controlplane.apiserver.catalogue;

import java.util.List;

import kube.controlplane.apiserver.catalogue.conversion.Conversion;
import kube.controlplane.apiserver.output.Representation;
import kube.controlplane.apiserver.output.Table;
import kube.controlplane.apiserver.registry.Page;
import kube.foundation.api.Resource;
import kube.foundation.api.Response.Answer;

/// Shows objects in the version that the client speaks, where the store keeps another one.
///
/// @param form what the client wants to see of them
public record InServedVersion(Representation form, Conversion conversion)
    implements
      Representation {

  /// The form, with a translation where one is needed. The cells of a table are read off the version
  /// that its columns are made for: the stored one, but for custom kinds.
  public static Representation of(Representation form, ServedKind resource) {
    boolean isTableOfBuiltIns = form instanceof Table && resource.schema().isEmpty();
    return resource.needsNoConversion() || isTableOfBuiltIns
        ? form
        : new InServedVersion(form, resource.conversion());
  }

  @Override
  public Answer object(int code, Resource object) {
    return form.object(code, served(object));
  }

  @Override
  public Answer list(Page page) {
    conversion.prepare(page.items().stream().map(Resource::tree).toList());
    List<Resource> items = page.items().stream().map(this::served).toList();
    return form.list(new Page(page.revision(), items, page.next(), page.remaining()));
  }

  @Override
  public Resource event(Resource object, boolean isFirst) {
    return form.event(served(object), isFirst);
  }

  private Resource served(Resource stored) {
    return stored.edit(conversion::toServed);
  }
}
