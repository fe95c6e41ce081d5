package kube.controlplane.apiserver.cel;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Names;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;

/// Kubernetes' library `format`: the forms that names and texts may have, by their names.
///
/// `format.dns1123Label().validate(self.name)` is nothing when the text has the form, and otherwise
/// the list of what is wrong with it.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library
final class NamedFormats {

  /// A form by its name.
  private record Format(String name, Function<String, List<String>> faults) {}

  private static final CelType FORMAT = OpaqueType.create("kubernetes.NamedFormat");
  private static final CelType FAULTS = OptionalType.create(ListType.create(SimpleType.STRING));
  private static final Map<String, Format> BY_NAME = new LinkedHashMap<>();

  static {
    names("dns1123Label", Names.DNS_LABEL, false);
    names("dns1123Subdomain", Names.DNS_SUBDOMAIN, false);
    names("dns1035Label", Names.DNS_1035_LABEL, false);
    names("dns1123LabelPrefix", Names.DNS_LABEL, true);
    names("dns1123SubdomainPrefix", Names.DNS_SUBDOMAIN, true);
    names("dns1035LabelPrefix", Names.DNS_1035_LABEL, true);
    add("qualifiedName", Names::faultsOfKey);
    names("labelValue", Names.LABEL_VALUE, false);
    add("uri", text -> Url.isUrl(text) ? List.of() : List.of("invalid URI"));
    add("uuid", text -> text.matches(
        "(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
            ? List.of()
            : List.of("does not match the UUID format"));
    add("byte", NamedFormats::faultsOfBytes);
    add("date", text -> isTime(text, LocalDate::parse) ? List.of() : List.of("invalid date"));
    add("datetime",
        text -> isTime(text, OffsetDateTime::parse) ? List.of() : List.of("invalid datetime"));
  }

  private NamedFormats() {}

  static Functions functions() {
    Functions functions = new Functions();
    BY_NAME.keySet().forEach(name -> functions.nullary("format." + name, "format_" + name,
        FORMAT, _ -> BY_NAME.get(name)));
    functions.global("format.named", "format_named", OptionalType.create(FORMAT),
        SimpleType.STRING, String.class, name -> Optional.ofNullable(BY_NAME.get(name)));
    functions.member("validate", "format_validate", FAULTS, FORMAT, SimpleType.STRING,
        Format.class, String.class, (format, text) -> {
          List<String> faults = format.faults.apply(text);
          return faults.isEmpty() ? Optional.empty() : Optional.of(faults);
        });
    return functions;
  }

  private static void add(String name, Function<String, List<String>> faults) {
    BY_NAME.put(name, new Format(name, faults));
  }

  /// A beginning may end with a dash, because something will follow.
  private static void names(String name, NameForm form, boolean isBeginning) {
    add(name, text -> new ArrayList<>(form.faults(isBeginning && text.endsWith("-")
        ? text.substring(0, text.length() - 1) + "a"
        : text)));
  }

  private static List<String> faultsOfBytes(String text) {
    try {
      Base64.getDecoder().decode(text);
      return List.of();
    } catch (IllegalArgumentException _) {
      return List.of("invalid base64");
    }
  }

  private static boolean isTime(String text, Function<String, ?> parser) {
    try {
      return parser.apply(text) != null;
    } catch (DateTimeParseException _) {
      return false;
    }
  }
}
