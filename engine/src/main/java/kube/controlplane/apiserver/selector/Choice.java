package kube.controlplane.apiserver.selector;

import java.util.function.Predicate;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;

import kube.controlplane.apiserver.request.RequestInfo;

/// Which objects of a collection a client wants: those that pass both selectors.
public record Choice(LabelSelector labels, FieldSelector fields) implements Predicate<Resource> {

  /// Reads `labelSelector` and `fieldSelector`; a name in the path chooses as a field does.
  ///
  /// Refuses with 400 when one of them cannot be read or names a field that cannot be selected by.
  public static ApiResult<Choice> of(Request request, RequestInfo info) {
    return LabelSelectorParser.parse(request.query("labelSelector").orElse(""))
        .then(labels -> FieldSelector
            .parse(request.query("fieldSelector").orElse(""), info.strategy())
            .map(fields -> new Choice(labels, fields.andName(info.name()))));
  }

  public boolean isEverything() {
    return labels.requirements().isEmpty() && fields.isEverything();
  }

  @Override
  public boolean test(Resource resource) {
    if (isEverything()) return true;
    return (fields.isEverything() || fields.matches(resource.tree()))
        && (labels.requirements().isEmpty() || labels.matches(resource.metadata().labels()));
  }

  static <T> ApiResult<T> refuse(String why) {
    return new Refused<>(Status.badRequest(why));
  }

  static <T> ApiResult<T> ok(T value) {
    return new Ok<>(value);
  }
}
