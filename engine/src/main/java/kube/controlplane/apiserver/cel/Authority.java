package kube.controlplane.apiserver.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;

/// Tells expressions who may do what: the value of the variable `authorizer`.
///
/// An expression builds a question step by step, as in
/// `authorizer.group('apps').resource('deployments').namespace('default').check('create').allowed()`.
///
/// @param judge answers the questions
/// @param account whose rights they are about, a user name; empty for whoever makes the request
///
/// **Leaves out** selectors in questions: they are taken and do not narrow anything down.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-authorizer-library
public record Authority(Judge judge, String account) {

  static final CelType TYPE = OpaqueType.create("kubernetes.authorization.Authorizer");
  static final CelType RESOURCE_CHECK = OpaqueType.create("kubernetes.authorization.ResourceCheck");

  private static final CelType PATH_CHECK = OpaqueType
      .create("kubernetes.authorization.PathCheck");
  private static final CelType GROUP_CHECK = OpaqueType
      .create("kubernetes.authorization.GroupCheck");
  private static final CelType DECISION = OpaqueType.create("kubernetes.authorization.Decision");
  private static final CelType TEXT = SimpleType.STRING;

  /// Whoever knows the rights of users.
  public interface Judge {

    /// @param account a user name; empty for whoever makes the request
    Ruling rule(String account, Question question, String verb);
  }

  /// Whether it is allowed, and why.
  public record Ruling(boolean isAllowed, String reason) {}

  /// What somebody might do something to.
  ///
  /// @param path only when this is not about a resource
  public record Question(String path, String group, String resource, String subresource,
      String namespace, String name) {

    static Question aboutPath(String path) {
      return new Question(path, "", "", "", "", "");
    }

    static Question aboutGroup(String group) {
      return new Question("", group, "", "", "", "");
    }
  }

  /// A question that is being built.
  record Check(Authority authority, Question question) {

    Check resource(String resource) {
      return new Check(authority, new Question("", question.group, resource, "", "", ""));
    }

    Check subresource(String subresource) {
      return new Check(authority, new Question("", question.group, question.resource, subresource,
          question.namespace, question.name));
    }

    Check namespace(String namespace) {
      return new Check(authority, new Question("", question.group, question.resource,
          question.subresource, namespace, question.name));
    }

    Check name(String name) {
      return new Check(authority, new Question("", question.group, question.resource,
          question.subresource, question.namespace, name));
    }

    Ruling check(String verb) {
      return authority.judge.rule(authority.account, question, verb);
    }
  }

  /// The value of `authorizer.requestResource`: a question about what the request is about.
  public Object about(Question question) {
    return new Check(this, question);
  }

  static Functions functions() {
    Functions functions = new Functions();
    functions.member("path", "authorizer_path", PATH_CHECK, TYPE, TEXT, Authority.class,
        String.class, (authority, path) -> new Check(authority, Question.aboutPath(path)));
    functions.member("group", "authorizer_group", GROUP_CHECK, TYPE, TEXT, Authority.class,
        String.class, (authority, group) -> new Check(authority, Question.aboutGroup(group)));
    functions.member("serviceAccount", "authorizer_serviceaccount", TYPE, TYPE, TEXT, TEXT,
        arguments -> new Authority(((Authority) arguments[0]).judge,
            "system:serviceaccount:" + arguments[1] + ":" + arguments[2]),
        Authority.class, String.class, String.class);
    functions.member("resource", "groupcheck_resource", RESOURCE_CHECK, GROUP_CHECK, TEXT,
        Check.class, String.class, Check::resource);
    functions.member("subresource", "resourcecheck_subresource", RESOURCE_CHECK, RESOURCE_CHECK,
        TEXT, Check.class, String.class, Check::subresource);
    functions.member("namespace", "resourcecheck_namespace", RESOURCE_CHECK, RESOURCE_CHECK, TEXT,
        Check.class, String.class, Check::namespace);
    functions.member("name", "resourcecheck_name", RESOURCE_CHECK, RESOURCE_CHECK, TEXT,
        Check.class, String.class, Check::name);
    functions.member("fieldSelector", "authorizer_fieldselector", RESOURCE_CHECK, RESOURCE_CHECK,
        TEXT, Check.class, String.class, (check, _) -> check);
    functions.member("labelSelector", "authorizer_labelselector", RESOURCE_CHECK, RESOURCE_CHECK,
        TEXT, Check.class, String.class, (check, _) -> check);
    functions.member("check", "pathcheck_check", DECISION, PATH_CHECK, TEXT, Check.class,
        String.class, Check::check);
    functions.member("check", "resourcecheck_check", DECISION, RESOURCE_CHECK, TEXT, Check.class,
        String.class, Check::check);
    functions.member("allowed", "decision_allowed", SimpleType.BOOL, DECISION, Ruling.class,
        Ruling::isAllowed);
    functions.member("reason", "decision_reason", TEXT, DECISION, Ruling.class, Ruling::reason);
    functions.member("errored", "decision_errored", SimpleType.BOOL, DECISION, Ruling.class,
        _ -> false);
    functions.member("error", "decision_error", TEXT, DECISION, Ruling.class, _ -> "");
    return functions;
  }
}
