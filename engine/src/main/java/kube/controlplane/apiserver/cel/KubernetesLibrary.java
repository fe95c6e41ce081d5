package kube.controlplane.apiserver.cel;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Quantity;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;

/// The functions that Kubernetes adds to CEL.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library and what follows it
/// there
final class KubernetesLibrary {

  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType NUMBER = SimpleType.INT;
  private static final CelType BOOL = SimpleType.BOOL;
  private static final CelType ELEMENT = TypeParamType.create("T");
  private static final CelType LIST = ListType.create(ELEMENT);
  private static final CelType URL = OpaqueType.create("kubernetes.URL");
  private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");

  private static final List<CelFunctionDecl> DECLARATIONS = new ArrayList<>();
  private static final List<CelFunctionBinding> BINDINGS = new ArrayList<>();

  static {
    addLists();
    addTexts();
    addUrls();
    addQuantities();
    for (Functions more : List.of(NetworkLibrary.functions(), Authority.functions(),
        NamedFormats.functions())) {
      DECLARATIONS.addAll(more.declarations());
      BINDINGS.addAll(more.bindings());
    }
  }

  private KubernetesLibrary() {}

  static List<CelFunctionDecl> declarations() {
    return List.copyOf(DECLARATIONS);
  }

  static List<CelFunctionBinding> bindings() {
    return List.copyOf(BINDINGS);
  }

  private static void addLists() {
    member("isSorted", BOOL, LIST, List.class, Lists::isSorted);
    member("min", ELEMENT, LIST, List.class, Lists::min);
    member("max", ELEMENT, LIST, List.class, Lists::max);
    member("sum", ELEMENT, LIST, List.class, Lists::sum);
    member("indexOf", "list_index_of", NUMBER, LIST, ELEMENT, List.class, Object.class,
        (list, element) -> (long) list.indexOf(element));
    member("lastIndexOf", "list_last_index_of", NUMBER, LIST, ELEMENT, List.class, Object.class,
        (list, element) -> (long) list.lastIndexOf(element));
  }

  private static void addTexts() {
    member("find", "string_find_string", TEXT, TEXT, TEXT, String.class, String.class, Texts::find);
    member("findAll", "string_find_all_string", ListType.create(TEXT), TEXT, TEXT, String.class,
        String.class, (text, pattern) -> Texts.findAll(text, pattern, -1));
    DECLARATIONS.add(CelFunctionDecl.newFunctionDeclaration("findAll",
        CelOverloadDecl.newMemberOverload("string_find_all_string_int", ListType.create(TEXT),
            TEXT, TEXT, NUMBER)));
    BINDINGS.add(CelFunctionBinding.from("string_find_all_string_int",
        List.of(String.class, String.class, Long.class),
        arguments -> Texts.findAll((String) arguments[0], (String) arguments[1],
            ((Long) arguments[2]).intValue())));
    member("format", "string_format_list", TEXT, TEXT, ListType.create(SimpleType.DYN),
        String.class, List.class, Texts::format);
  }

  private static void addUrls() {
    global("url", URL, TEXT, String.class, Url::parse);
    global("isURL", BOOL, TEXT, String.class, Url::isUrl);
    member("getScheme", TEXT, URL, Url.class, Url::scheme);
    member("getHost", TEXT, URL, Url.class, Url::host);
    member("getHostname", TEXT, URL, Url.class, Url::hostname);
    member("getPort", TEXT, URL, Url.class, Url::port);
    member("getEscapedPath", TEXT, URL, Url.class, Url::path);
    member("getQuery", dev.cel.common.types.MapType.create(TEXT, ListType.create(TEXT)), URL,
        Url.class, Url::query);
  }

  private static void addQuantities() {
    global("quantity", QUANTITY, TEXT, String.class, Quantities::parse);
    global("isQuantity", BOOL, TEXT, String.class, Quantities::isQuantity);
    member("sign", NUMBER, QUANTITY, Quantity.class,
        quantity -> (long) quantity.amount().signum());
    member("isInteger", BOOL, QUANTITY, Quantity.class, Quantities::isInteger);
    member("asInteger", NUMBER, QUANTITY, Quantity.class, Quantities::asInteger);
    member("asApproximateFloat", SimpleType.DOUBLE, QUANTITY, Quantity.class,
        quantity -> quantity.amount().doubleValue());
    quantities("compareTo", NUMBER, (one, other) -> (long) one.compareTo(other));
    quantities("isLessThan", BOOL, (one, other) -> one.compareTo(other) < 0);
    quantities("isGreaterThan", BOOL, (one, other) -> one.compareTo(other) > 0);
    quantities("add", QUANTITY, Quantity::plus);
    quantities("sub", QUANTITY, Quantities::minus);
    member("add", "quantity_add_int", QUANTITY, QUANTITY, NUMBER, Quantity.class, Long.class,
        (one, other) -> one.plus(Quantities.of(other)));
    member("sub", "quantity_sub_int", QUANTITY, QUANTITY, NUMBER, Quantity.class, Long.class,
        (one, other) -> Quantities.minus(one, Quantities.of(other)));
  }

  private static void quantities(String name, CelType result,
      CelFunctionOverload.Binary<Quantity, Quantity> body) {
    member(name, "quantity_" + name, result, QUANTITY, QUANTITY, Quantity.class, Quantity.class,
        body);
  }

  private static <A> void global(String name, CelType result, CelType argument, Class<A> javaType,
      CelFunctionOverload.Unary<A> body) {
    String id = "kubernetes_" + name;
    DECLARATIONS.add(CelFunctionDecl.newFunctionDeclaration(name,
        CelOverloadDecl.newGlobalOverload(id, result, argument)));
    BINDINGS.add(CelFunctionBinding.from(id, javaType, body));
  }

  private static <A> void member(String name, CelType result, CelType target, Class<A> javaType,
      CelFunctionOverload.Unary<A> body) {
    String id = "kubernetes_" + name;
    DECLARATIONS.add(CelFunctionDecl.newFunctionDeclaration(name,
        CelOverloadDecl.newMemberOverload(id, result, target)));
    BINDINGS.add(CelFunctionBinding.from(id, javaType, body));
  }

  private static <A, B> void member(String name, String id, CelType result, CelType target,
      CelType argument, Class<A> javaTarget, Class<B> javaArgument,
      CelFunctionOverload.Binary<A, B> body) {
    DECLARATIONS.add(CelFunctionDecl.newFunctionDeclaration(name,
        CelOverloadDecl.newMemberOverload(id, result, target, argument)));
    BINDINGS.add(CelFunctionBinding.from(id, javaTarget, javaArgument, body));
  }
}
