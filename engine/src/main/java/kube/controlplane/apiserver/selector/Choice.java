package kube.controlplane.apiserver.selector;

import java.util.Map;
import java.util.function.Predicate;

import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.selector.Selectors.BadSelector;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Request;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.machine.Part;

/// Which objects of a collection a client wants: those that pass both selectors.
///
/// @param chosen says which labels pass: as `labels` do, or a learner's part in their place
public record Choice(LabelSelector labels, FieldSelector fields,
    Predicate<Map<String, String>> chosen) implements Predicate<Resource> {

  /// Reads `labelSelector` and `fieldSelector`; a name in the path chooses as a field does.
  ///
  /// Refuses with 400 when one of them cannot be read or names a field that cannot be selected by.
  public static ApiResult<Choice> of(Request request, RequestInfo info) {
    return of(request, info, Part.none());
  }

  /// The same, read by whoever stands in the slot.
  public static ApiResult<Choice> of(Request request, RequestInfo info,
      Part<Selectors> selectors) {
    String text = request.query("labelSelector").orElse("");
    ApiResult<LabelSelector> read = LabelSelectorParser.parse(text);
    if (selectors.isForeign() && !text.isEmpty()) {
      Boolean _ = selectors.compare(part -> canRead(part, text), read::isOk);
    }
    return read.then(labels -> FieldSelector
        .parse(request.query("fieldSelector").orElse(""), info.strategy())
        .map(fields -> new Choice(labels, fields.andName(info.name()),
            chosen -> selectors.compare(part -> chooses(part, text, chosen),
                () -> labels.matches(chosen)))));
  }

  private static boolean canRead(Selectors part, String text) {
    try {
      Predicate<Map<String, String>> _ = part.parse(text);
      return true;
    } catch (BadSelector _) {
      return false;
    }
  }

  private static boolean chooses(Selectors part, String text, Map<String, String> labels) {
    try {
      return part.parse(text).test(labels);
    } catch (BadSelector refused) {
      throw new IllegalStateException("it can no longer read " + text, refused);
    }
  }

  public boolean isEverything() {
    return labels.requirements().isEmpty() && fields.isEverything();
  }

  @Override
  public boolean test(Resource resource) {
    if (isEverything()) return true;
    return (fields.isEverything() || fields.matches(resource.tree()))
        && (labels.requirements().isEmpty() || chosen.test(resource.labels()));
  }

  static <T> ApiResult<T> refuse(String why) {
    return new Refused<>(Status.badRequest(why));
  }

  static <T> ApiResult<T> ok(T value) {
    return new Ok<>(value);
  }
}
